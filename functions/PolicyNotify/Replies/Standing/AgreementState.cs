namespace PolicyNotify.Replies.Standing;

/// <summary>Where one person stands towards one version.</summary>
public enum AgreementState
{
    /// <summary>A minor version: announced on the site and in the feeds, nobody is asked.</summary>
    Announced,

    /// <summary>A significant version that is still to be told to the person.</summary>
    ToBeTold,

    /// <summary>The person was told and may still object; going on to use the service does not count as agreement yet.</summary>
    MayObject,

    /// <summary>The person objected in time, and the objection stands.</summary>
    Objected,

    /// <summary>The person objected, but late: the time to object had ended. What follows is legal's decision.</summary>
    ObjectedLate,

    /// <summary>The person was told, the version is in force, the time to object is over without an objection that stands: going on to use the service counts as agreement.</summary>
    DeemedToAgree,

    /// <summary>The person could not be told, or cannot be shown to have been: nothing may be concluded from their going on.</summary>
    NotTold,

    /// <summary>The person became known here when the version was in force already: what they agreed to is for the product to say.</summary>
    JoinedLater,

    /// <summary>The person was told and is no longer on the list: whether they went on using the service is not known here.</summary>
    Gone,

    /// <summary>Taken back by legal before anybody was told.</summary>
    Withdrawn,
}
