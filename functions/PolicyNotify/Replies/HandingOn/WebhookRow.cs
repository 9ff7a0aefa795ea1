using System.Globalization;
using Azure.Data.Tables;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>
/// Events as table rows, a partition for each endpoint: <c>e</c> and the identifier is the event; <c>d</c>, the moment and the identifier says when
/// a pending one is due, so that what is due is found without reading what was delivered long ago; <c>x</c> and the identifier is the copy of one that
/// was given up, for the same reason. Each change writes its rows in one transaction.
/// </summary>
internal static class WebhookRow
{
    public const string EventPrefix = "e_";
    public const string DuePrefix = "d_";
    public const string DeadPrefix = "x_";

    private const string Data = "Data";

    public static string KeyOf(string id) => EventPrefix + id;

    public static string DueKeyOf(DateTimeOffset dueAt, string id) => $"{DueLimit(dueAt)}_{id}";

    /// <summary>Sorts before every row that is due at a moment or later, and after those due before.</summary>
    public static string DueLimit(DateTimeOffset moment) => DuePrefix + moment.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    public static string IdOfDue(TableEntity row) => row.RowKey[(row.RowKey.IndexOf('_', DuePrefix.Length) + 1)..];

    public static TableEntity WriteDue(WebhookMessage message) => new(message.Endpoint, DueKeyOf(message.DueAt, message.Id));

    public static string DeadKeyOf(string id) => DeadPrefix + id;

    public static TableEntity WriteDead(WebhookMessage message) => Write(message, DeadKeyOf(message.Id));

    public static TableEntity Write(WebhookMessage message) => Write(message, KeyOf(message.Id));

    public static WebhookMessage Read(TableEntity row) => new(
        row.PartitionKey,
        row.RowKey[EventPrefix.Length..],
        row.GetString(nameof(WebhookMessage.Type)),
        NoticeId.Parse(row.GetString(nameof(WebhookMessage.Notice))),
        RecipientId.Parse(row.GetString(nameof(WebhookMessage.Recipient))),
        row.GetDateTimeOffset(nameof(WebhookMessage.At))!.Value,
        JsonColumns.Read(row, Data)!,
        Enum.Parse<WebhookState>(row.GetString(nameof(WebhookMessage.State))),
        row.GetInt32(nameof(WebhookMessage.Attempts))!.Value,
        row.GetInt32(nameof(WebhookMessage.Round))!.Value,
        row.GetDateTimeOffset(nameof(WebhookMessage.DueAt))!.Value,
        row.GetDateTimeOffset(nameof(WebhookMessage.LastAttemptAt)),
        row.GetString(nameof(WebhookMessage.LastOutcome)),
        row.GetDateTimeOffset(nameof(WebhookMessage.DeliveredAt)),
        row.ETag);

    private static TableEntity Write(WebhookMessage message, string key)
    {
        var row = new TableEntity(message.Endpoint, key)
        {
            [nameof(WebhookMessage.Type)] = message.Type,
            [nameof(WebhookMessage.Notice)] = message.Notice.ToString(),
            [nameof(WebhookMessage.Recipient)] = message.Recipient.Value,
            [nameof(WebhookMessage.At)] = message.At,
            [nameof(WebhookMessage.State)] = message.State.ToString(),
            [nameof(WebhookMessage.Attempts)] = message.Attempts,
            [nameof(WebhookMessage.Round)] = message.Round,
            [nameof(WebhookMessage.DueAt)] = message.DueAt,
            [nameof(WebhookMessage.LastAttemptAt)] = message.LastAttemptAt,
            [nameof(WebhookMessage.LastOutcome)] = message.LastOutcome,
            [nameof(WebhookMessage.DeliveredAt)] = message.DeliveredAt,
        };
        JsonColumns.Write(row, Data, message.Data);
        return row;
    }
}
