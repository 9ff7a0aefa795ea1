using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Mail.Legal;

/// <summary>Which mails to legal have gone out, so that none goes out twice.</summary>
internal sealed class LegalMailStore(StorageLayout storage)
{
    private const string Table = "legalmails";
    private const string StateColumn = "State";
    private const string AtColumn = "At";

    /// <summary>Takes a mail, so that nobody else sends it.</summary>
    public async Task<LegalMailClaim> TryClaimAsync(string key, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        var table = await storage.TableAsync(Table, cancellationToken);
        var (partition, row) = KeysOf(key);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        if (found is { HasValue: true, Value: { } entry })
        {
            var state = Enum.Parse<LegalMailState>(entry.GetString(StateColumn));
            if (state is not (LegalMailState.Sending or LegalMailState.Due))
            {
                return LegalMailClaim.Done;
            }

            if (state is LegalMailState.Sending && now - entry.GetDateTimeOffset(AtColumn)!.Value < lease)
            {
                return LegalMailClaim.Taken;
            }
        }

        var claim = Write(partition, row, key, LegalMailState.Sending, now);
        try
        {
            if (found.HasValue)
            {
                await table.UpdateEntityAsync(claim, found.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
            }
            else
            {
                await table.AddEntityAsync(claim, cancellationToken);
            }

            return LegalMailClaim.Ours;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return LegalMailClaim.Taken;
        }
    }

    /// <summary>Records what became of a claimed mail.</summary>
    public async Task RecordAsync(string key, LegalMailState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var table = await storage.TableAsync(Table, cancellationToken);
        var (partition, row) = KeysOf(key);
        await table.UpdateEntityAsync(Write(partition, row, key, state, now), ETag.All, TableUpdateMode.Replace, cancellationToken);
    }

    private static TableEntity Write(string partition, string row, string key, LegalMailState state, DateTimeOffset at) => new(partition, row)
    {
        ["Key"] = key,
        [StateColumn] = state.ToString(),
        [AtColumn] = at,
    };

    private static (string Partition, string Row) KeysOf(string key) => ("mail", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
