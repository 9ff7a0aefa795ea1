namespace PolicyNotify.Reminders;

/// <summary>Where a reminder stands.</summary>
public enum ReminderState
{
    /// <summary>Its day has not come.</summary>
    Planned,

    /// <summary>Its day has come, and it waits for the notice: for an approval, the end of a hold or of a pause.</summary>
    Waiting,

    /// <summary>Mail goes out.</summary>
    Sending,

    /// <summary>The mail system turns us, or most people, away; nobody is reminded meanwhile.</summary>
    Paused,

    /// <summary>Everybody who is to be reminded has been, or can never be.</summary>
    Sent,

    /// <summary>The effective date came before everybody was reminded. Nobody is reminded of a day that has come.</summary>
    Missed,

    /// <summary>It is not sent, or no longer: the version was postponed or cancelled, legal decided so, or reminders were switched off.</summary>
    Stopped,
}
