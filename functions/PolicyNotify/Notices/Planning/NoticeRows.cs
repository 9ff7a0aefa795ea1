using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using PolicyNotify.Json;

namespace PolicyNotify.Notices.Planning;

/// <summary>Notices as table rows: a table partition for each notice, holding one row of its own and one for each partition of recipients.</summary>
internal static class NoticeRows
{
    public const string NoticeKey = "notice";
    public const string PartitionPrefix = "partition-";

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
        row.ETag);

    public static TableEntity Write(NoticeId notice, NoticePartition partition) => new(notice.ToString(), PartitionPrefix + partition.Partition)
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
}
