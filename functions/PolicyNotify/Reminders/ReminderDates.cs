using PolicyNotify.Publishing;

namespace PolicyNotify.Reminders;

/// <summary>Works out when a reminder is due. Pure.</summary>
internal static class ReminderDates
{
    // No phone is to ring at midnight, and on the last day before the effective date enough of it is left.
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Nine in the morning, so many days of the policy's time zone before the effective date.</summary>
    public static DateTimeOffset DueAt(string timeZone, DateOnly effectiveOn, int days) => new PolicyCalendar(timeZone).At(effectiveOn.AddDays(-days), Morning);
}
