using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Replies.Records;

/// <summary>
/// Objections as table rows, a partition for each notice. While a step of one is still to be handed on, a mark stands beside it, written in the same
/// transaction: what is due is found without reading the objections of years, and no crash can part the two.
/// </summary>
internal static class ObjectionRow
{
    /// <summary>Sorts after every objection and before every mark.</summary>
    public const string FirstMark = "~";

    private const string Words = "Words";
    private const string Changes = "Changes";
    private const string Mark = "Mark";

    /// <summary>The mark of one whose steps are in a state; null when there is none.</summary>
    public static string? PrefixOf(HandingOnState state) => state switch
    {
        HandingOnState.Due => "~due_",
        HandingOnState.Nobody => "~nobody_",
        _ => null,
    };

    public static RecipientId ReadMark(TableEntity row) => RecipientId.Parse(row.RowKey[(row.RowKey.IndexOf('_', StringComparison.Ordinal) + 1)..]);

    /// <summary>The objection and its mark, for one transaction.</summary>
    public static IEnumerable<TableTransactionAction> ChangesOf(ObjectionRecord objection)
    {
        var (partition, prefix) = (objection.Notice.ToString(), PrefixOf(objection.HandingOn));
        yield return objection.ETag is { } tag
            ? new(TableTransactionActionType.UpdateReplace, Write(objection), tag)
            : new(TableTransactionActionType.Add, Write(objection));
        if (prefix is not null)
            yield return new(TableTransactionActionType.UpsertReplace, new TableEntity(partition, prefix + objection.Recipient.Value));
        if (objection.StoredMark is { } stored && stored != prefix)
            yield return new(TableTransactionActionType.Delete, new TableEntity(partition, stored + objection.Recipient.Value), ETag.All);
    }

    public static ObjectionRecord Read(TableEntity row) => new(
        NoticeId.Parse(row.PartitionKey),
        RecipientId.Parse(row.RowKey),
        row.GetDateTimeOffset(nameof(ObjectionRecord.ReceivedAt))!.Value,
        new(row.GetDateTimeOffset(nameof(ReplyWindow.ClosesAt)), row.GetBoolean(nameof(ReplyWindow.IsInTime))!.Value),
        [.. row.GetString(nameof(ObjectionRecord.Replies)).Split(' ').Select(ReplyId.Parse)],
        row.GetString(nameof(ObjectionRecord.RawHash)),
        JsonColumns.Read(row, Words) is { } words ? JsonSerializer.Deserialize<List<string>>(words, PolicyNotifyJson.Compact)! : [],
        row.GetString(nameof(ObjectionRecord.Language)),
        new(Enum.Parse<AcknowledgementState>(row.GetString("AcknowledgementState")), row.GetDateTimeOffset("AcknowledgementAt"), row.GetString("AcknowledgementDetail"))
        {
            Attempts = row.GetInt32("AcknowledgementAttempts") ?? 0,
            NextAttemptAt = row.GetDateTimeOffset("AcknowledgementNextAttemptAt"),
        },
        row.ETag)
    {
        Changes = JsonColumns.Read(row, Changes) is { } changes ? JsonSerializer.Deserialize<List<ObjectionChange>>(changes, PolicyNotifyJson.Compact)! : [],
        HandingOn = Enum.TryParse<HandingOnState>(row.GetString(nameof(ObjectionRecord.HandingOn)), out var handingOn) ? handingOn : HandingOnState.Nobody,
        HandedOnUpTo = row.GetInt32(nameof(ObjectionRecord.HandedOnUpTo)) ?? 0,
        StoredMark = row.GetString(Mark),
    };

    private static TableEntity Write(ObjectionRecord objection)
    {
        var row = new TableEntity(objection.Notice.ToString(), objection.Recipient.Value)
        {
            [nameof(ObjectionRecord.ReceivedAt)] = objection.ReceivedAt,
            [nameof(ReplyWindow.ClosesAt)] = objection.Window.ClosesAt,
            [nameof(ReplyWindow.IsInTime)] = objection.Window.IsInTime,
            [nameof(ObjectionRecord.Replies)] = string.Join(' ', objection.Replies),
            [nameof(ObjectionRecord.RawHash)] = objection.RawHash,
            [nameof(ObjectionRecord.Language)] = objection.Language,
            ["AcknowledgementState"] = objection.Acknowledgement.State.ToString(),
            ["AcknowledgementAt"] = objection.Acknowledgement.At,
            ["AcknowledgementDetail"] = objection.Acknowledgement.Detail,
            ["AcknowledgementAttempts"] = objection.Acknowledgement.Attempts,
            ["AcknowledgementNextAttemptAt"] = objection.Acknowledgement.NextAttemptAt,
            [nameof(ObjectionRecord.HandingOn)] = objection.HandingOn.ToString(),
            [nameof(ObjectionRecord.HandedOnUpTo)] = objection.HandedOnUpTo,
            [Mark] = PrefixOf(objection.HandingOn),
        };
        JsonColumns.Write(row, Changes, JsonSerializer.Serialize(objection.Changes, PolicyNotifyJson.Compact));
        JsonColumns.Write(row, Words, JsonSerializer.Serialize(objection.Words, PolicyNotifyJson.Compact));
        return row;
    }
}
