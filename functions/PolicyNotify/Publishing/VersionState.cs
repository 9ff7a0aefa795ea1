namespace PolicyNotify.Publishing;

/// <summary>Where a published version stands.</summary>
public enum VersionState
{
    /// <summary>Published, and to take effect on its effective date.</summary>
    Scheduled,

    /// <summary>Due, but kept from taking effect because somebody who had to be told has not been told long enough ago; legal decides.</summary>
    Held,

    /// <summary>The version that applies now.</summary>
    InForce,

    /// <summary>Applied once; a later version has taken its place.</summary>
    Superseded,

    /// <summary>Taken back by legal before anybody was told of it: it never took effect and never will.</summary>
    Withdrawn,
}
