using System.Buffers;
using System.Net;

namespace PolicyNotify.Changes.Documents;

/// <summary>Finds where a piece of inline markup ends. Every answer of "nowhere" is remembered.</summary>
internal sealed class MarkupReader(string text, int end)
{
    // A link target or tag longer than this is text; it bounds the work on hostile input.
    private const int MaxMarkup = 2000;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    // Calls of translation functions in the template languages of web pages.
    private const int LongestCall = 300;
    private static readonly string[] Translators = ["_(", "__(", "gettext(", "translate(", "trans(", "t("];

    private readonly TemplateReader templates = new(text, end);
    private readonly List<string> targets = [];
    private readonly Dictionary<string, int> missingFrom = new(StringComparer.Ordinal);

    public IReadOnlyList<string> LinkTargets => targets;

    /// <summary>The position after a character; the start when it does not follow.</summary>
    public int After(char mark, int start)
    {
        var found = text.AsSpan(start, Math.Min(end - start, MaxMarkup)).IndexOf(mark);
        return found < 0 ? start : start + found + 1;
    }

    /// <summary>Where a templating tag or an attribute list that starts here ends; the start when it is none.</summary>
    public int Template(int start) => templates.End(start);

    /// <summary>Where text struck out with <c>~~</c> ends; the start when nothing is.</summary>
    public int Struck(int start) =>
        start + 2 < end && text[start + 1] == '~' && text[start + 2] is not '~' && !char.IsWhiteSpace(text[start + 2]) ? AfterOrStart("~~", start, 2) : start;

    /// <summary>
    /// Where the text begins in <c>{{ _('text') }}</c>, a tag that hands a text over to be translated: what stands in it is
    /// what readers see. The start when there is none.
    /// </summary>
    public int Translation(int start)
    {
        var tag = text.AsSpan(start, Math.Min(end - start, LongestCall));
        if (!tag.StartsWith("{{"))
            return start;

        var call = tag[2..].TrimStart();
        foreach (var name in Translators)
        {
            if (call.StartsWith(name, StringComparison.Ordinal) && call[name.Length..].TrimStart() is ['\'' or '"', ..] quoted)
                return start + tag.Length - quoted.Length + 1;
        }

        return start;
    }

    /// <summary>Where such a tag ends, from the quotation mark behind its text; the start when the mark belongs to the text.</summary>
    public int AfterTranslation(int start)
    {
        var rest = text.AsSpan(start + 1, Math.Min(end - start - 1, LongestCall));
        return rest.TrimStart() is [')' or ',', ..] && rest.IndexOf("}}") is var close and >= 0 ? start + 1 + close + 2 : start;
    }

    /// <summary>What follows a closing bracket: a link's target, a reference, or nothing.</summary>
    public int LinkTail(int bracket)
    {
        var at = bracket + 1;
        if (at >= end)
            return at;

        if (text[at] == '(')
            return LinkTarget(at);
        return text[at] == '[' ? ReferenceLabel(at) : at;
    }

    /// <summary>What an opening angle bracket starts.</summary>
    public TagReading Tag(int start)
    {
        if (start + 2 >= end)
            return new(start, false, false);

        var next = text[start + 1];
        if (next == '%')
            return new(AfterOrStart("%>", start, 2), false, false);
        if (next == '!' && string.CompareOrdinal(text, start, "<!--", 0, 4) == 0)
            return new(AfterOrStart("-->", start, 4), false, false);
        if (!char.IsAsciiLetter(next) && next is not ('/' or '!' or '?'))
            return new(start, false, false);

        var close = AfterOrStart(">", start, 1);
        if (close == start || close - start > MaxMarkup)
            return new(start, false, false);

        var content = text.AsSpan(start + 1, close - start - 2);
        if (!content.Contains(' ') && (content.Contains("://", StringComparison.Ordinal) || content.Contains('@')))
            return new(close, true, false);
        return Element(start, close, content);
    }

    /// <summary>The length of an HTML entity that starts here, 0 when there is none, and what it stands for.</summary>
    public int Entity(int start, out string decoded)
    {
        decoded = "";
        var length = text.AsSpan(start, Math.Min(end - start, 32)).IndexOf(';') + 1;
        if (length < 3)
            return 0;

        var entity = text.Substring(start, length);
        decoded = WebUtility.HtmlDecode(entity);
        return decoded == entity ? 0 : length;
    }

    private TagReading Element(int start, int close, ReadOnlySpan<char> content)
    {
        var name = content.TrimStart('/');
        var nameEnd = name.IndexOfAnyExcept(NameCharacters);
        name = nameEnd < 0 ? name : name[..nameEnd];
        if (content[0] != '/' && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)))
        {
            var closed = AfterOrStart(name.Length == 5 ? "</style>" : "</script>", start, close - start);
            return new(Math.Max(closed, close), false, true);
        }

        // What is struck out is not said any more.
        if (content[^1] != '/' && StruckBy(content[0] == '/' ? "" : name) is { } ending)
        {
            var closed = AfterOrStart(ending, start, close - start);
            return new(Math.Max(closed, close), false, false);
        }

        var target = content.IndexOf("href=", StringComparison.OrdinalIgnoreCase);
        if (target >= 0)
            targets.Add(content[(target + 5)..].Trim("\"' ").ToString());
        return new(close, false, !HtmlNames.IsInline(name));
    }

    private static string? StruckBy(ReadOnlySpan<char> name) =>
        name.Equals("del", StringComparison.OrdinalIgnoreCase) ? "</del>"
        : name.Equals("s", StringComparison.OrdinalIgnoreCase) ? "</s>"
        : name.Equals("strike", StringComparison.OrdinalIgnoreCase) ? "</strike>" : null;

    private int LinkTarget(int open)
    {
        var depth = 0;
        var limit = Math.Min(end, open + MaxMarkup);
        if (IsMissing(")", open))
            return open;

        for (var at = open; at < limit; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                targets.Add(text[(open + 1)..at].Trim());
                return at + 1;
            }
        }

        return open;
    }

    private int ReferenceLabel(int open)
    {
        var close = After(']', open);
        if (close == open)
            return open;

        // "[a][b]" is a link with a reference; its label is no text.
        targets.Add(text[(open + 1)..(close - 1)]);
        return close;
    }

    private int AfterOrStart(string close, int start, int skip)
    {
        if (start + skip >= end || IsMissing(close, start))
            return start;

        var found = text.AsSpan(start + skip, end - start - skip).IndexOf(close, StringComparison.OrdinalIgnoreCase);
        return found < 0 ? start : start + skip + found + close.Length;
    }

    private bool IsMissing(string close, int start)
    {
        if (missingFrom.TryGetValue(close, out var from) && start >= from)
            return true;
        if (text.AsSpan(start, end - start).IndexOf(close, StringComparison.OrdinalIgnoreCase) >= 0)
            return false;

        missingFrom[close] = start;
        return true;
    }
}
