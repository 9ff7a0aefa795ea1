using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace PolicyNotify.Replies.Judging.Mime;

/// <summary>
/// Turns a mail's HTML into the text its writer saw, with what the mail program itself marked as quoted or as a signature
/// turned into the plain-text marks for it, so that one set of rules reads both forms.
/// </summary>
internal static class HtmlText
{
    // The recursion below follows the tree; a hostile mail may nest without end.
    private const int MaximumDepth = 300;
    private const int MaximumLength = 400_000;
    private const int LongestTag = 20;

    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "HEAD", "SCRIPT", "STYLE", "TITLE", "TEMPLATE", "NOSCRIPT", "OBJECT" };

    // Elements that are often, or always, left open without holding what follows.
    private static readonly HashSet<string> Unclosed = new(StringComparer.OrdinalIgnoreCase)
    {
        "AREA", "BASE", "BR", "COL", "DD", "DT", "EMBED", "HR", "IMG", "INPUT", "LI", "LINK", "META", "OPTION", "P", "PARAM", "SOURCE", "TBODY", "TD", "TH", "THEAD", "TR", "WBR",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "ADDRESS", "ARTICLE", "BODY", "DIV", "DL", "DT", "DD", "FIGURE", "FOOTER", "H1", "H2", "H3", "H4", "H5", "H6",
        "HEADER", "HR", "LI", "MAIN", "OL", "PRE", "SECTION", "TABLE", "TBODY", "TR", "UL", "CENTER", "FORM",
    };

    private static readonly string[] SignatureMarks =
        ["gmail_signature", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature", "applemailsignature", "ymail_android_signature", "ymail_ios_signature", "yahoo-signature", "x_signature", "signature"];

    private static readonly string[] OriginalMarks =
        ["divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container", "outlookmessageheader", "hmmessage_quote", "replyforwardmsg", "zmail_extra", "yahoo_quoted", "qtdsep"];

    public static string Of(string html)
    {
        var document = new HtmlParser().ParseDocument(html[..ReadableLength(html)]);
        var writer = new Writer();
        if (document.Body is { } body)
            writer.Write(body, 0, 0);
        return writer.ToString();
    }

    // Building a tree of n elements inside each other costs the square of n: what nests deeper than anybody writes is cut off before.
    private static int ReadableLength(string html)
    {
        var length = Math.Min(html.Length, MaximumLength);
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var names = open.GetAlternateLookup<ReadOnlySpan<char>>();
        var depth = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 2 < length; at = html.IndexOf('<', at + 1))
        {
            var closes = html[at + 1] is '/';
            var name = TagName(html.AsSpan(closes ? at + 2 : at + 1));
            if (name.IsEmpty || name.Length > LongestTag || Unclosed.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
                continue;

            // A closing tag counts only where one of its name is open; browsers pass over the others.
            var count = names.TryGetValue(name, out var opened) ? opened : 0;
            if (closes && count == 0)
                continue;
            names[name] = closes ? count - 1 : count + 1;
            depth += closes ? -1 : 1;
            if (depth > MaximumDepth)
                return at;
        }

        return length;
    }

    private static ReadOnlySpan<char> TagName(ReadOnlySpan<char> tag)
    {
        var end = 0;
        while (end < tag.Length && end <= LongestTag && char.IsAsciiLetterOrDigit(tag[end]))
            end++;
        return tag[..end];
    }

    private static bool Has(IElement element, string[] marks)
    {
        var names = $"{element.Id} {element.ClassName}";
        return names.Length > 1 && names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(name => marks.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsHidden(IElement element)
    {
        var style = element.GetAttribute("style")?.Replace(" ", string.Empty, StringComparison.Ordinal) ?? string.Empty;
        return element.HasAttribute("hidden")
            || style.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)
            || style.Contains("mso-hide:all", StringComparison.OrdinalIgnoreCase);
    }

    // Outlook for the desktop draws a line above the header block of the message it quotes and marks it in no other way.
    private static bool IsOutlookDivider(IElement element) =>
        element.GetAttribute("style")?.Replace(" ", string.Empty, StringComparison.Ordinal) is { } style
        && (style.Contains("border-top:solid#E1E1E1", StringComparison.OrdinalIgnoreCase) || style.Contains("border-top:solid#B5C4DF", StringComparison.OrdinalIgnoreCase));

    private sealed class Writer
    {
        private readonly StringBuilder text = new();
        private bool atLineStart = true;

        public void Write(INode node, int quotes, int depth)
        {
            if (depth > MaximumDepth || text.Length > MaximumLength)
                return;

            foreach (var child in node.ChildNodes)
            {
                if (child is IText words)
                    Append(words.Data, quotes, IsPreformatted(node));
                else if (child is IElement element && !Unseen.Contains(element.TagName) && !IsHidden(element))
                    WriteElement(element, quotes, depth);
            }
        }

        private void WriteElement(IElement element, int quotes, int depth)
        {
            if (element.TagName.Equals("BR", StringComparison.OrdinalIgnoreCase))
            {
                Line(quotes);
                return;
            }

            if (Has(element, SignatureMarks))
            {
                // The delimiter of RFC 3676 makes the text rules see it for what it is.
                StartLine(quotes);
                Append("--", quotes, preformatted: false);
                Line(quotes);
            }
            else if (Has(element, OriginalMarks) || IsOutlookDivider(element))
            {
                StartLine(quotes);
                Append("-----Original Message-----", quotes, preformatted: false);
                Line(quotes);
            }

            var isQuote = element.TagName.Equals("BLOCKQUOTE", StringComparison.OrdinalIgnoreCase);
            var isParagraph = element.TagName.Equals("P", StringComparison.OrdinalIgnoreCase);
            if (isQuote || isParagraph || Blocks.Contains(element.TagName))
                StartLine(quotes);
            Write(element, isQuote ? quotes + 1 : quotes, depth + 1);
            if (isQuote || isParagraph || Blocks.Contains(element.TagName))
                StartLine(quotes);
            if (isParagraph)
                Line(quotes);
        }

        private static bool IsPreformatted(INode node) =>
            node is IElement element && element.TagName is { } tag && tag.Equals("PRE", StringComparison.OrdinalIgnoreCase);

        private void Append(string words, int quotes, bool preformatted)
        {
            foreach (var letter in words)
            {
                if (letter == '\n' && preformatted)
                    Line(quotes);
                else if (!char.IsWhiteSpace(letter))
                    Put(letter, quotes);
                else if (!atLineStart && text[^1] != ' ')
                    text.Append(' ');
            }
        }

        private void Put(char letter, int quotes)
        {
            if (atLineStart)
            {
                for (var level = 0; level < quotes; level++)
                    text.Append("> ");
                atLineStart = false;
            }

            text.Append(letter);
        }

        private void StartLine(int quotes)
        {
            if (!atLineStart)
                Line(quotes);
        }

        private void Line(int quotes)
        {
            if (atLineStart && quotes > 0)
                text.Append('>');
            text.Append('\n');
            atLineStart = true;
        }

        public override string ToString() => text.ToString();
    }
}
