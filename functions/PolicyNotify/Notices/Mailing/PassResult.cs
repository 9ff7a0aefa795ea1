namespace PolicyNotify.Notices.Mailing;

/// <summary>How a pass over one partition ended.</summary>
internal enum PassResult
{
    /// <summary>It went over everybody.</summary>
    Done,

    /// <summary>Mailing may not go on: paused, cancelled, or past the effective date.</summary>
    MayNotMail,

    /// <summary>Its time was up; the rest is for another message.</summary>
    OutOfTime,
}
