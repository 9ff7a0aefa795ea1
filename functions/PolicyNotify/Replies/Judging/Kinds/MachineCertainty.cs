namespace PolicyNotify.Replies.Judging.Kinds;

/// <summary>How sure it is that a machine wrote a mail.</summary>
internal enum MachineCertainty
{
    /// <summary>Only the wording says so: any word that may belong to an objection sends it to review.</summary>
    Wording,

    /// <summary>A header says so: only a clear objection sends it to review.</summary>
    Header,

    /// <summary>The mail's structure proves it.</summary>
    Structure,
}
