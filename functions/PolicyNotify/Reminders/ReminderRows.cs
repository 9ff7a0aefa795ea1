using System.Text.Json;
using Azure.Data.Tables;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Notices;

namespace PolicyNotify.Reminders;

/// <summary>Reminders as table rows, laid out as notices are: a table partition for each, with one row of its own and one for each partition of recipients.</summary>
internal static class ReminderRows
{
    public const string RowKey = "reminder";

    public static TableEntity Write(Reminder reminder) => new(reminder.Id.ToString(), RowKey)
    {
        [nameof(Reminder.DueAt)] = reminder.DueAt,
        [nameof(Reminder.EffectiveAt)] = reminder.EffectiveAt,
        [nameof(Reminder.Content)] = reminder.Content,
        [nameof(Reminder.Stage)] = reminder.Stage.ToString(),
        [nameof(Reminder.PlannedAt)] = reminder.PlannedAt,
        [nameof(Reminder.StartedAt)] = reminder.StartedAt,
        [nameof(Reminder.EndedAt)] = reminder.EndedAt,
        [nameof(Reminder.EndedBecause)] = reminder.EndedBecause,
        [nameof(Reminder.PausedBecause)] = reminder.PausedBecause,
        [nameof(Reminder.PausedUntil)] = reminder.PausedUntil,
        [nameof(Reminder.IsClosed)] = reminder.IsClosed,
        [nameof(Reminder.Steps)] = reminder.Steps,
        [nameof(Reminder.Unrecorded)] = reminder.Unrecorded.Count == 0 ? null : JsonSerializer.Serialize(reminder.Unrecorded, PolicyNotifyJson.Compact),
    };

    public static Reminder Read(TableEntity row) => new(
        MailingId.Parse(row.PartitionKey),
        row.GetDateTimeOffset(nameof(Reminder.DueAt))!.Value,
        row.GetDateTimeOffset(nameof(Reminder.EffectiveAt))!.Value,
        row.GetString(nameof(Reminder.Content)),
        Enum.Parse<ReminderStage>(row.GetString(nameof(Reminder.Stage))),
        row.GetDateTimeOffset(nameof(Reminder.PlannedAt))!.Value,
        row.ETag)
    {
        StartedAt = row.GetDateTimeOffset(nameof(Reminder.StartedAt)),
        EndedAt = row.GetDateTimeOffset(nameof(Reminder.EndedAt)),
        EndedBecause = row.GetString(nameof(Reminder.EndedBecause)),
        PausedBecause = row.GetString(nameof(Reminder.PausedBecause)),
        PausedUntil = row.GetDateTimeOffset(nameof(Reminder.PausedUntil)),
        IsClosed = row.GetBoolean(nameof(Reminder.IsClosed)) ?? false,
        Steps = row.GetInt32(nameof(Reminder.Steps)) ?? 0,
        Unrecorded = row.GetString(nameof(Reminder.Unrecorded)) is { } json ? JsonSerializer.Deserialize<List<AuditEvent>>(json, PolicyNotifyJson.Compact)! : [],
    };
}
