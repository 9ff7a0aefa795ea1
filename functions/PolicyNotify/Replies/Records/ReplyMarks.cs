namespace PolicyNotify.Replies.Records;

/// <summary>What is left to do about a reply, by this system or by people.</summary>
[Flags]
internal enum ReplyMarks
{
    None = 0,

    /// <summary>Something that follows from it is not done yet.</summary>
    Unfinished = 1,

    /// <summary>Somebody has to read it.</summary>
    Review = 2,

    /// <summary>A data-protection request that is not answered.</summary>
    Request = 4,
}
