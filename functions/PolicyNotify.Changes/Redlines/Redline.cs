using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Changes.Redlines;

/// <summary>A comparison laid out for reading: section by section, word by word, unchanged parts folded.</summary>
public sealed class Redline
{
    private readonly PolicyComparison comparison;

    private Redline(PolicyComparison comparison, IReadOnlyList<RedlineSection> sections)
    {
        this.comparison = comparison;
        Sections = sections;
    }

    /// <summary>The sections in the order of the later text.</summary>
    public IReadOnlyList<RedlineSection> Sections { get; }

    /// <summary>The front matter fields that differ.</summary>
    public IReadOnlyList<FieldChange> Fields => comparison.Fields;

    /// <summary>Whether nothing differs that a reader could see.</summary>
    public bool IsEmpty => Sections.All(section => section.IsFolded);

    /// <summary>Lays out a comparison.</summary>
    public static Redline Create(PolicyComparison comparison) => new(comparison, RedlineSections.Divide(comparison));

    /// <summary>The whole earlier file, put together from the rows.</summary>
    public string RebuildOld() => RedlineRebuild.Old(comparison, Sections);

    /// <summary>The whole later file, put together from the rows.</summary>
    public string RebuildNew() => RedlineRebuild.New(comparison, Sections);

    /// <summary>
    /// An HTML fragment with ins and del elements that also say in words what they mean, styled by the classes of
    /// <see cref="RedlineStyle.Css"/>; every character of the texts is encoded, so no markup of theirs survives.
    /// </summary>
    public string ToHtml() => new RedlineHtml(this).Write();

    /// <summary>Markdown with strikethrough for what is gone and bold for what is new.</summary>
    public string ToMarkdown() => new RedlineMarkdown(this).Write();

    /// <summary>Plain text for a terminal: <c>[-gone-]</c> and <c>{+new+}</c>; with ANSI colours as well when asked for.</summary>
    public string ToText(bool colour) => new RedlineText(this, colour).Write();

    /// <summary>A JSON document from which programs can rebuild both files exactly; see docs/comparison.md.</summary>
    public string ToJson() => RedlineJson.Write(this, comparison);
}
