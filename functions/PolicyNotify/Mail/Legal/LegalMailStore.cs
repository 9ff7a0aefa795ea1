using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Mail.Legal;

/// <summary>Which mails to legal have gone out, so that none goes out twice; and what became of those that have not.</summary>
internal sealed class LegalMailStore(StorageLayout storage)
{
    private const string Table = "legalmails";
    private const string Partition = "mail";

    /// <summary>Takes a mail, so that nobody else sends it.</summary>
    /// <returns>Whose it is; and with what is known of earlier attempts when it is ours.</returns>
    public async Task<(LegalMailClaim Claim, LegalMailEntry? Entry)> TryClaimAsync(string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var table = await storage.TableAsync(Table, cancellationToken);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, RowOf(key), cancellationToken: cancellationToken);
        var before = found is { HasValue: true, Value: { } row } ? Read(row) : null;
        switch (before)
        {
            case { State: not (LegalMailState.Sending or LegalMailState.Due) }:
                return (LegalMailClaim.Done, null);
            case { NextAt: { } next } when next > now:
                return (LegalMailClaim.Taken, null);
        }

        var claim = new LegalMailEntry(key, LegalMailState.Sending, now, before?.FirstAt ?? now, (before?.Attempts ?? 0) + 1, LegalMailSchedule.LeaseEnd(now), before?.Detail);
        try
        {
            if (found.HasValue)
            {
                await table.UpdateEntityAsync(Write(claim), found.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
            }
            else
            {
                await table.AddEntityAsync(Write(claim), cancellationToken);
            }

            return (LegalMailClaim.Ours, claim);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return (LegalMailClaim.Taken, null);
        }
    }

    /// <summary>Records what became of a claimed mail.</summary>
    public async Task RecordAsync(LegalMailEntry entry, CancellationToken cancellationToken) =>
        await (await storage.TableAsync(Table, cancellationToken)).UpdateEntityAsync(Write(entry), ETag.All, TableUpdateMode.Replace, cancellationToken);

    /// <summary>The mails that the mail system has not taken, as of their last attempt.</summary>
    public async Task<IReadOnlyList<LegalMailEntry>> ListNotTakenAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and State ne {nameof(LegalMailState.Sent)}");
        var entries = new List<LegalMailEntry>();
        await foreach (var row in (await storage.TableAsync(Table, cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            entries.Add(Read(row));
        }

        return entries;
    }

    private static TableEntity Write(LegalMailEntry entry) => new(Partition, RowOf(entry.Key))
    {
        [nameof(LegalMailEntry.Key)] = entry.Key,
        [nameof(LegalMailEntry.State)] = entry.State.ToString(),
        [nameof(LegalMailEntry.At)] = entry.At,
        [nameof(LegalMailEntry.FirstAt)] = entry.FirstAt,
        [nameof(LegalMailEntry.Attempts)] = entry.Attempts,
        [nameof(LegalMailEntry.NextAt)] = entry.NextAt,
        [nameof(LegalMailEntry.Detail)] = entry.Detail,
    };

    private static LegalMailEntry Read(TableEntity row) => new(
        row.GetString(nameof(LegalMailEntry.Key)),
        Enum.Parse<LegalMailState>(row.GetString(nameof(LegalMailEntry.State))),
        row.GetDateTimeOffset(nameof(LegalMailEntry.At))!.Value,
        row.GetDateTimeOffset(nameof(LegalMailEntry.FirstAt))!.Value,
        row.GetInt32(nameof(LegalMailEntry.Attempts))!.Value,
        row.GetDateTimeOffset(nameof(LegalMailEntry.NextAt)),
        row.GetString(nameof(LegalMailEntry.Detail)));

    private static string RowOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
