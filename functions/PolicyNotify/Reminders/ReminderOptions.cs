namespace PolicyNotify.Reminders;

/// <summary>Whether people are reminded. Section <c>Notices</c>.</summary>
internal sealed class ReminderOptions
{
    public const string Section = "Notices";

    /// <summary>The setting, as an operator writes it.</summary>
    public const string Setting = $"{Section}:{nameof(ReminderDays)}";

    /// <summary>The most days before: 29. A reminder comes well after the notice it repeats.</summary>
    public const int MostDays = 29;

    /// <summary>How many days before the effective date everybody who was told is reminded, in days of the policy's time zone; 0, the default, reminds nobody.</summary>
    public int ReminderDays { get; set; }
}
