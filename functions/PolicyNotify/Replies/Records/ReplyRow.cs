using System.Text.Json;
using Azure.Data.Tables;
using PolicyNotify.Json;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Replies.Records;

/// <summary>
/// Replies as table rows, a partition for each first digit of their names. Beside a reply stands one row for each thing left to do about it, written
/// in the same transaction: what is open is found without reading the replies of years, and no crash can part the two.
/// </summary>
internal static class ReplyRow
{
    public const string Partitions = "0123456789abcdef";

    /// <summary>Sorts after every reply and before every mark.</summary>
    public const string FirstMark = "~";

    private const string Judged = "Judged";
    private const string Resolutions = "Resolutions";
    private const string Closure = "Closure";
    private const string SentTo = "SentTo";
    private const string Marks = "Marks";

    private static readonly (ReplyMarks Mark, string Prefix)[] Prefixes = [(ReplyMarks.Unfinished, "~open_"), (ReplyMarks.Request, "~request_"), (ReplyMarks.Review, "~review_")];

    public static string PartitionOf(ReplyId id) => id.Value[..1];

    public static string PrefixOf(ReplyMarks mark) => Array.Find(Prefixes, one => one.Mark == mark).Prefix;

    /// <summary>The reply and its marks, for one transaction.</summary>
    public static IEnumerable<TableTransactionAction> Changes(ReplyRecord reply)
    {
        yield return reply.ETag is { } tag
            ? new(TableTransactionActionType.UpdateReplace, Write(reply), tag)
            : new(TableTransactionActionType.Add, Write(reply));
        foreach (var (mark, prefix) in Prefixes)
        {
            if (reply.Marks.HasFlag(mark))
                yield return new(TableTransactionActionType.UpsertReplace, WriteMark(reply, prefix));
            else if (reply.StoredMarks.HasFlag(mark))
                yield return new(TableTransactionActionType.Delete, new TableEntity(PartitionOf(reply.Id), prefix + reply.Id.Value), Azure.ETag.All);
        }
    }

    public static OpenReply ReadMark(TableEntity row) => new(
        ReplyId.Parse(row.RowKey[(row.RowKey.IndexOf('_', StringComparison.Ordinal) + 1)..]),
        row.GetDateTimeOffset(nameof(OpenReply.CollectedAt))!.Value,
        row.GetDateTimeOffset(nameof(OpenReply.ReceivedAt))!.Value,
        row.GetDateTimeOffset(nameof(OpenReply.ResumeAt)));

    public static ReplyRecord Read(TableEntity row) => new(
        ReplyId.Parse(row.RowKey),
        row.GetString(nameof(ReplyRecord.RawHash)),
        row.GetString(nameof(ReplyRecord.Source)),
        row.GetDateTimeOffset(nameof(ReplyRecord.CollectedAt))!.Value,
        row.GetDateTimeOffset(nameof(ReplyRecord.ReceivedAt))!.Value,
        JsonColumns.Read(row, Judged) is { } json ? JsonSerializer.Deserialize<JudgedReply>(json, PolicyNotifyJson.Compact) : null,
        row.GetBoolean(nameof(ReplyRecord.IsDone))!.Value,
        row.ETag)
    {
        ReceiptBasis = Enum.TryParse<ReceiptBasis>(row.GetString(nameof(ReplyRecord.ReceiptBasis)), out var basis) ? basis : ReceiptBasis.Collected,
        Origin = row.GetString(nameof(ReplyRecord.Origin)),
        SenderDoubt = row.GetString(nameof(ReplyRecord.SenderDoubt)),
        ResumeAt = row.GetDateTimeOffset(nameof(ReplyRecord.ResumeAt)),
        StoredMarks = (ReplyMarks)(row.GetInt32(Marks) ?? 0),
        SentTo = JsonColumns.Read(row, SentTo) is { } addresses ? JsonSerializer.Deserialize<List<string>>(addresses, PolicyNotifyJson.Compact)! : [],
        Closure = JsonColumns.Read(row, Closure) is { } closure ? JsonSerializer.Deserialize<ReplyClosure>(closure, PolicyNotifyJson.Compact) : null,
        Resolutions = JsonColumns.Read(row, Resolutions) is { } decisions ? JsonSerializer.Deserialize<List<ReplyResolution>>(decisions, PolicyNotifyJson.Compact)! : [],
    };

    private static TableEntity Write(ReplyRecord reply)
    {
        var row = new TableEntity(PartitionOf(reply.Id), reply.Id.Value)
        {
            [nameof(ReplyRecord.RawHash)] = reply.RawHash,
            [nameof(ReplyRecord.Source)] = reply.Source,
            [nameof(ReplyRecord.CollectedAt)] = reply.CollectedAt,
            [nameof(ReplyRecord.ReceivedAt)] = reply.ReceivedAt,
            [nameof(ReplyRecord.IsDone)] = reply.IsDone,
            [nameof(ReplyRecord.ResumeAt)] = reply.ResumeAt,
            [Marks] = (int)reply.Marks,
            [nameof(ReplyRecord.ReceiptBasis)] = reply.ReceiptBasis.ToString(),
            [nameof(ReplyRecord.Origin)] = reply.Origin,
            [nameof(ReplyRecord.SenderDoubt)] = reply.SenderDoubt,
        };
        if (reply.SentTo.Count > 0)
            JsonColumns.Write(row, SentTo, JsonSerializer.Serialize(reply.SentTo, PolicyNotifyJson.Compact));
        if (reply.Judged is { } judged)
            JsonColumns.Write(row, Judged, JsonSerializer.Serialize(judged, PolicyNotifyJson.Compact));
        if (reply.Resolutions.Count > 0)
            JsonColumns.Write(row, Resolutions, JsonSerializer.Serialize(reply.Resolutions, PolicyNotifyJson.Compact));
        if (reply.Closure is { } closure)
            JsonColumns.Write(row, Closure, JsonSerializer.Serialize(closure, PolicyNotifyJson.Compact));
        return row;
    }

    private static TableEntity WriteMark(ReplyRecord reply, string prefix) => new(PartitionOf(reply.Id), prefix + reply.Id.Value)
    {
        [nameof(OpenReply.CollectedAt)] = reply.CollectedAt,
        [nameof(OpenReply.ReceivedAt)] = reply.ReceivedAt,
        [nameof(OpenReply.ResumeAt)] = reply.ResumeAt,
    };
}
