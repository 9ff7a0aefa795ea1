namespace PolicyNotify.Changes.Classification;

/// <summary>Which way a change moves the person whose data it is.</summary>
public enum Direction
{
    /// <summary>Nobody's position moves.</summary>
    None,

    /// <summary>The person is worse off: more is taken, less is promised.</summary>
    Worse,

    /// <summary>The person is better off: less is taken, more is promised.</summary>
    Better,

    /// <summary>The person stands differently; better or worse depends on the person, or cannot be told from the words.</summary>
    Different,
}
