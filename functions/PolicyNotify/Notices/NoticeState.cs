namespace PolicyNotify.Notices;

/// <summary>Where a notice stands.</summary>
public enum NoticeState
{
    /// <summary>Published so recently that no mail goes out yet: legal can still step in.</summary>
    CoolingOff,

    /// <summary>Waiting for the day on which mailing starts.</summary>
    Planned,

    /// <summary>Mail goes out.</summary>
    Mailing,

    /// <summary>Mailing is paused, by legal or because the mail system turns us away; nobody is told meanwhile.</summary>
    Paused,

    /// <summary>Everybody who is verified has been told, or can never be.</summary>
    Told,

    /// <summary>The effective date has come, but somebody who had to be told was not told long enough ago; legal decides.</summary>
    Held,

    /// <summary>The version has taken effect.</summary>
    Completed,
}
