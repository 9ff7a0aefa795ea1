using System.Text;
using System.Text.RegularExpressions;

namespace PolicyNotify.Publishing;

/// <summary>
/// Gives the headings of a text their anchors. "3.2 Where data is stored" becomes <c>where-data-is-stored</c>: a link to it survives
/// a new section before it. Links that a text makes to its own headings in the way of GitHub (<c>#32-where-data-is-stored</c>) are understood.
/// </summary>
internal sealed partial class SectionAnchors
{
    private const int MaximumLength = 80;

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);

    /// <summary>The anchor of the next heading.</summary>
    /// <param name="heading">Its words.</param>
    /// <param name="usual">The anchor that other Markdown renderers would give it; null when unknown.</param>
    public string Add(string heading, string? usual)
    {
        var name = Slug(Numbering().Replace(heading, ""));
        if (name.Length == 0)
        {
            name = Slug(heading) is { Length: > 0 } all ? all : "section";
        }

        var anchor = name;
        for (var number = 2; !taken.Add(anchor); number++)
        {
            anchor = $"{name}-{number}";
        }

        if (usual is not null)
        {
            written.TryAdd(usual, anchor);
        }

        return anchor;
    }

    /// <summary>The anchor that a link within the text means.</summary>
    public string Resolve(string link) => !taken.Contains(link) && written.TryGetValue(link, out var anchor) ? anchor : link;

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if ((Rune.IsWhiteSpace(rune) || rune.Value is '-' or '/' or '_') && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length >= MaximumLength) break;
        }

        return slug.ToString().Trim('-');
    }

    // "1.", "3.2", "(a)", "IV.", "Part 2:", "Section 4 -", each before other words.
    [GeneratedRegex(@"^\s*(?:(?:part|section|article|chapter|annex|appendix)\s+(?:\d+|[ivxlc]+|[a-z])\s*[.:)\-\u2013\u2014]*\s+|§\s*[\d.]+\s+|\(?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])[.)]\s+|\d+(?:\.\d+)+\s+|\d+\s+(?=\p{L}))(?=\S)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Numbering();
}
