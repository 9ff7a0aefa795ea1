namespace PolicyNotify.Changes.Documents;

/// <summary>A heading and the part of the text that stands under it.</summary>
public sealed class Section
{
    private string? path;

    internal Section(int level, Section? parent, Clause heading)
    {
        Level = level;
        Parent = parent;
        Heading = heading;
    }

    /// <summary>The heading's level, 1 to 6.</summary>
    public int Level { get; }

    /// <summary>The section in which this one stands; null at the top.</summary>
    public Section? Parent { get; }

    /// <summary>The heading itself.</summary>
    public Clause Heading { get; }

    /// <summary>The heading's words, without numbering and markup.</summary>
    public string Title => Heading.Meaning;

    /// <summary>The titles from the outermost section to this one, such as <c>Privacy › Sharing</c>.</summary>
    public string Path => path ??= Parent is null ? Title : $"{Parent.Path} › {Title}";

    /// <inheritdoc/>
    public override string ToString() => Path;
}
