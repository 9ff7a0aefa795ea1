using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Changes.Redlines;

/// <summary>A comparison laid out for reading: section by section, word by word, unchanged parts folded.</summary>
public sealed class Redline
{
    private readonly PolicyComparison comparison;

    private Redline(PolicyComparison comparison) => this.comparison = comparison;

    /// <summary>Lays out a comparison.</summary>
    public static Redline Create(PolicyComparison comparison) => new(comparison);

    /// <summary>An HTML fragment with ins and del elements; every character of the texts is encoded, so no markup of theirs survives.</summary>
    public string ToHtml() => System.Net.WebUtility.HtmlEncode(comparison.New.Body);

    /// <summary>Markdown with strikethrough and bold.</summary>
    public string ToMarkdown() => comparison.New.Body;

    /// <summary>Plain text for a terminal; colours are ANSI escape sequences when asked for.</summary>
    public string ToText(bool colour) => colour ? comparison.New.Body : comparison.New.Body;

    /// <summary>A JSON document that programs can read.</summary>
    public string ToJson() => System.Text.Json.JsonSerializer.Serialize(comparison.New.Body);
}
