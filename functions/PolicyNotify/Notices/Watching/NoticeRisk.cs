namespace PolicyNotify.Notices.Watching;

/// <summary>Why the last moment to tell people may be missed.</summary>
public enum NoticeRisk
{
    /// <summary>As it goes, everybody is told in time.</summary>
    None,

    /// <summary>The notice should have been planned, and is not.</summary>
    NotPlanned,

    /// <summary>Mailing should have started, but nobody has been told.</summary>
    NotStarted,

    /// <summary>At the present rate the last person is told too late.</summary>
    TooSlow,

    /// <summary>The mail is not approved, and too little time is left.</summary>
    AwaitingApproval,

    /// <summary>Mailing is paused by what the mail system answers, and too little time is left.</summary>
    Paused,

    /// <summary>Legal put it on hold, and too little time is left.</summary>
    OnHold,

    /// <summary>The last moment has passed, and people are still to be told.</summary>
    Late,
}
