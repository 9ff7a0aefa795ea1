namespace PolicyNotify.Reminders;

/// <summary>How far a reminder has come; what else there is to say of it follows from its dates and reasons.</summary>
internal enum ReminderStage
{
    Planned,
    Sending,
    Sent,
    Missed,
    Stopped,
}
