namespace PolicyNotify.Changes.Redlines;

/// <summary>The rows of a redline that stand under one heading.</summary>
/// <param name="Path">The headings from the outermost to this one, such as <c>Privacy › Sharing</c>; empty before the first heading.</param>
/// <param name="Items">The rows, the heading first.</param>
public sealed record RedlineSection(string Path, IReadOnlyList<RedlineItem> Items)
{
    /// <summary>Whether everything in it reads the same at the same place.</summary>
    public bool IsFolded => Items.All(item => item.IsFolded);

    /// <summary>The rows that are written out, each with how many rows (headings apart) are folded away before it; after the last one, the count alone.</summary>
    internal IEnumerable<(int FoldedBefore, RedlineItem? Item)> Shown
    {
        get
        {
            var folded = 0;
            foreach (var item in Items)
            {
                if (item.IsFolded)
                {
                    folded += item.HeadingLevel is null ? 1 : 0;
                    continue;
                }

                yield return (folded, item);
                folded = 0;
            }

            yield return (folded, null);
        }
    }
}
