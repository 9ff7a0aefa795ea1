namespace PolicyNotify.Changes.Comparison;

/// <summary>What a run of atoms is.</summary>
internal enum WordRunKind
{
    /// <summary>The same on both sides.</summary>
    Equal,

    /// <summary>Different, and part of what is said.</summary>
    Different,

    /// <summary>Different, and only what divides the items of a list or the sentences of a paragraph.</summary>
    Divider,
}
