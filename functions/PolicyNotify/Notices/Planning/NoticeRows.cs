using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Notices.Deciding;

namespace PolicyNotify.Notices.Planning;

/// <summary>Notices as table rows: a table partition for each notice, holding one row of its own and one for each partition of recipients.</summary>
internal static class NoticeRows
{
    public const string NoticeKey = "notice";
    public const string PartitionPrefix = "partition-";

    // A column holds 32,000 characters; each entry has a few hundred, and they are taken out at once.
    private static readonly IReadOnlyList<AuditEvent> Nothing = [];

    public static TableEntity Write(Notice notice) => new(notice.Id.ToString(), NoticeKey)
    {
        [nameof(Notice.Title)] = notice.Title,
        [nameof(Notice.TimeZone)] = notice.TimeZone,
        [nameof(NoticeDates.CoolingOffUntil)] = notice.Dates.CoolingOffUntil,
        [nameof(NoticeDates.MailingStartsAt)] = notice.Dates.MailingStartsAt,
        [nameof(NoticeDates.TellBy)] = notice.Dates.TellBy,
        [nameof(NoticeDates.EffectiveOn)] = notice.Dates.EffectiveOn.ToString("O", CultureInfo.InvariantCulture),
        [nameof(NoticeDates.EffectiveAt)] = notice.Dates.EffectiveAt,
        [nameof(NoticeDates.ObjectionsCloseAt)] = notice.Dates.ObjectionsCloseAt,
        [nameof(Notice.PlannedAt)] = notice.PlannedAt,
        [nameof(Notice.Revision)] = notice.Revision,
        [nameof(Notice.Stage)] = notice.Stage.ToString(),
        [nameof(Notice.ToldAt)] = notice.ToldAt,
        [nameof(Notice.CompletedAt)] = notice.CompletedAt,
        [nameof(Notice.HeldBecause)] = notice.HeldBecause,
        [nameof(Notice.PausedBecause)] = notice.PausedBecause,
        [nameof(Notice.PausedUntil)] = notice.PausedUntil,
        [nameof(Notice.JudgedAt)] = notice.JudgedAt,
        [nameof(Notice.Content)] = notice.Content,
        [nameof(Notice.NeedsApproval)] = notice.NeedsApproval,
        [nameof(Notice.Approval)] = WriteJson(notice.Approval),
        [nameof(Notice.OnHoldBecause)] = notice.OnHoldBecause,
        [nameof(Notice.ReleasedAt)] = notice.ReleasedAt,
        [nameof(Notice.CancelledBecause)] = notice.CancelledBecause,
        [nameof(Notice.Pending)] = WriteJson(notice.Pending),
        [nameof(Notice.Decisions)] = notice.Decisions,
        [nameof(Notice.Unrecorded)] = notice.Unrecorded.Count == 0 ? null : WriteJson(notice.Unrecorded),
    };

    public static Notice ReadNotice(TableEntity row) => new(
        NoticeId.Parse(row.PartitionKey),
        row.GetString(nameof(Notice.Title)),
        row.GetString(nameof(Notice.TimeZone)),
        new(
            row.GetDateTimeOffset(nameof(NoticeDates.CoolingOffUntil))!.Value,
            row.GetDateTimeOffset(nameof(NoticeDates.MailingStartsAt))!.Value,
            row.GetDateTimeOffset(nameof(NoticeDates.TellBy))!.Value,
            DateOnly.ParseExact(row.GetString(nameof(NoticeDates.EffectiveOn)), "O", CultureInfo.InvariantCulture),
            row.GetDateTimeOffset(nameof(NoticeDates.EffectiveAt))!.Value,
            row.GetDateTimeOffset(nameof(NoticeDates.ObjectionsCloseAt))!.Value),
        row.GetDateTimeOffset(nameof(Notice.PlannedAt))!.Value,
        row.GetInt32(nameof(Notice.Revision))!.Value,
        Enum.Parse<NoticeStage>(row.GetString(nameof(Notice.Stage))),
        row.GetDateTimeOffset(nameof(Notice.ToldAt)),
        row.GetDateTimeOffset(nameof(Notice.CompletedAt)),
        row.GetString(nameof(Notice.HeldBecause)),
        row.GetString(nameof(Notice.PausedBecause)),
        row.GetDateTimeOffset(nameof(Notice.PausedUntil)),
        row.GetDateTimeOffset(nameof(Notice.JudgedAt)),
        row.ETag)
    {
        Content = row.GetString(nameof(Notice.Content)) ?? "",
        NeedsApproval = row.GetBoolean(nameof(Notice.NeedsApproval)) ?? false,
        Approval = ReadJson<NoticeApproval>(row, nameof(Notice.Approval)),
        OnHoldBecause = row.GetString(nameof(Notice.OnHoldBecause)),
        ReleasedAt = row.GetDateTimeOffset(nameof(Notice.ReleasedAt)),
        CancelledBecause = row.GetString(nameof(Notice.CancelledBecause)),
        Pending = ReadJson<PendingDecision>(row, nameof(Notice.Pending)),
        Decisions = row.GetInt32(nameof(Notice.Decisions)) ?? 0,
        Unrecorded = ReadJson<List<AuditEvent>>(row, nameof(Notice.Unrecorded)) ?? Nothing,
    };

    public static TableEntity Write(MailingId mailing, NoticePartition partition) => new(mailing.ToString(), PartitionPrefix + partition.Partition)
    {
        [nameof(NoticePartition.NextPassAt)] = partition.NextPassAt,
        [nameof(NoticePartition.PassedAt)] = partition.PassedAt,
        [nameof(NoticePartition.Counts)] = JsonSerializer.Serialize(partition.Counts, PolicyNotifyJson.Compact),
        [nameof(NoticePartition.Failures)] = JsonSerializer.Serialize(partition.Failures, PolicyNotifyJson.Compact),
    };

    public static NoticePartition ReadPartition(TableEntity row) => new(
        row.RowKey[PartitionPrefix.Length..],
        row.GetDateTimeOffset(nameof(NoticePartition.NextPassAt))!.Value,
        row.GetDateTimeOffset(nameof(NoticePartition.PassedAt)),
        JsonSerializer.Deserialize<NoticeCounts>(row.GetString(nameof(NoticePartition.Counts)), PolicyNotifyJson.Compact)!,
        JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(nameof(NoticePartition.Failures)), PolicyNotifyJson.Compact)!,
        row.ETag);

    private static string? WriteJson<T>(T? value)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, PolicyNotifyJson.Compact);

    private static T? ReadJson<T>(TableEntity row, string column)
        where T : class => row.GetString(column) is { } json ? JsonSerializer.Deserialize<T>(json, PolicyNotifyJson.Compact) : null;
}
