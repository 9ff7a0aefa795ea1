namespace PolicyNotify.Notices;

/// <summary>Where a notice stands.</summary>
public enum NoticeState
{
    /// <summary>Its version is published, and the notice itself is still to be planned: a matter of seconds, unless planning fails.</summary>
    Unplanned,

    /// <summary>Published so recently that no mail goes out yet: legal can still step in.</summary>
    CoolingOff,

    /// <summary>Legal has to approve the mail, or a new edition of it, before it goes out.</summary>
    AwaitingApproval,

    /// <summary>Waiting for the day on which mailing starts.</summary>
    Planned,

    /// <summary>Mail goes out.</summary>
    Mailing,

    /// <summary>Mailing is paused because the mail system turns us or most people away; nobody is told meanwhile.</summary>
    Paused,

    /// <summary>Everybody who is verified has been told, or can never be.</summary>
    Told,

    /// <summary>
    /// It stands still until legal decides: legal put it on hold, or the effective date has come and somebody who had to be told cannot be
    /// shown to have had the full notice period. Nothing is mailed, and the version does not take effect.
    /// </summary>
    Held,

    /// <summary>The version has taken effect.</summary>
    Completed,

    /// <summary>Legal cancelled it before its first mail; the version is withdrawn.</summary>
    Cancelled,
}
