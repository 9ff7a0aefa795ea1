namespace PolicyNotify.Changes.Redlines;

/// <summary>The rows of a redline that stand under one heading.</summary>
/// <param name="Path">The headings from the outermost to this one, such as <c>Privacy › Sharing</c>; empty before the first heading.</param>
/// <param name="Items">The rows, the heading first.</param>
public sealed record RedlineSection(string Path, IReadOnlyList<RedlineItem> Items)
{
    /// <summary>Whether everything in it reads the same at the same place.</summary>
    public bool IsFolded => Items.All(item => item.IsFolded);
}
