using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Acknowledging;

/// <summary>
/// How many answers each person got within a day, in one small row each: asking costs one read, however many objections there are, and two answers at
/// the same moment cannot both be the last allowed one.
/// </summary>
internal sealed class AnswerLimits(StorageLayout storage)
{
    private const string Table = "acknowledgements";
    private const string Answers = "Answers";
    private const int PartitionDigits = 2;
    private const int Tries = 20;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Counts an answer about a notice, unless the person had as many about others as they may have in a day. The same notice counts once.</summary>
    public Task<bool> TryCountAsync(RecipientId recipient, NoticeId notice, DateTimeOffset now, int allowed, CancellationToken cancellationToken) =>
        ChangeAsync(recipient, others => others.Count(other => other.Notice != notice && now - other.At < Day) < allowed ? [.. Others(others, notice, now), new(notice, now)] : null, cancellationToken);

    /// <summary>Takes an answer that the mail system did not take out of the count again.</summary>
    public Task ForgetAsync(RecipientId recipient, NoticeId notice, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(recipient, others => [.. Others(others, notice, now)], cancellationToken);

    private static IEnumerable<Answer> Others(IEnumerable<Answer> answers, NoticeId notice, DateTimeOffset now) => answers.Where(other => other.Notice != notice && now - other.At < Day);

    private async Task<bool> ChangeAsync(RecipientId recipient, Func<IReadOnlyList<Answer>, IReadOnlyList<Answer>?> change, CancellationToken cancellationToken)
    {
        var table = await storage.TableAsync(Table, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(recipient.Value[..PartitionDigits], recipient.Value, cancellationToken: cancellationToken);
            var before = found is { HasValue: true, Value: { } known } ? JsonSerializer.Deserialize<List<Answer>>(known.GetString(Answers), PolicyNotifyJson.Compact)! : [];
            if (change(before) is not { } after)
                return false;
            var row = new TableEntity(recipient.Value[..PartitionDigits], recipient.Value) { [Answers] = JsonSerializer.Serialize(after, PolicyNotifyJson.Compact) };
            try
            {
                _ = found is { HasValue: true, Value: { } old }
                    ? await table.UpdateEntityAsync(row, old.ETag, TableUpdateMode.Replace, cancellationToken)
                    : await table.AddEntityAsync(row, cancellationToken);
                return true;
            }
            catch (RequestFailedException exception) when (exception.Status is 409 or 412 && attempt < Tries)
            {
                // Another answer to the same person was faster.
            }
        }
    }

    private sealed record Answer(NoticeId Notice, DateTimeOffset At);
}
