using System.Globalization;
using PolicyNotify.Functions.Notices;
using PolicyNotify.Notices;
using PolicyNotify.Problems;

namespace PolicyNotify.Functions.Reminders;

internal static class ReminderNames
{
    /// <summary>The reminder that a request names: by its notice and the effective date it reminds of.</summary>
    /// <exception cref="UnknownResourceException">The texts name none.</exception>
    public static MailingId Read(string notice, string day) => MailingId.Reminder(
        NoticeDecisionRequest.Notice(notice),
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var effectiveOn)
            ? effectiveOn
            : throw new UnknownResourceException($"'{day}' is no effective date of a reminder: write it as 2026-04-03."));
}
