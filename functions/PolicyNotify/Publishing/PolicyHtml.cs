using System.Net;
using System.Text;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PolicyNotify.Publishing;

/// <summary>A policy text as a safe HTML fragment with its table of contents.</summary>
/// <param name="Html">The fragment. Markup that the text brought along is shown as text; scripts, styles and foreign schemes cannot pass.</param>
/// <param name="Contents">Every heading in order.</param>
public sealed record PolicyHtml(string Html, IReadOnlyList<ContentsEntry> Contents)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseGridTables()
        .UseFootnotes()
        .UseAutoLinks()
        .UseDefinitionLists()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    // The pipeline already encodes raw HTML; this second wall also stops javascript: and data: links.
    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();

    /// <summary>Renders the Markdown below the front matter. Markup nested beyond any sense makes the text appear as it was written.</summary>
    public static PolicyHtml Render(string body)
    {
        try
        {
            return Render(Markdown.Parse(body, Pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig's limit on nesting. What was published has to be readable all the same.
            return new($"<pre>{WebUtility.HtmlEncode(body)}</pre>", []);
        }
    }

    private static PolicyHtml Render(MarkdownDocument document)
    {
        var contents = new List<ContentsEntry>();
        var anchors = new SectionAnchors();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var text = PlainText(heading);
            var attributes = heading.GetAttributes();
            attributes.Id = anchors.Add(text, attributes.Id);
            contents.Add(new ContentsEntry(heading.Level, text, attributes.Id));
        }

        foreach (var link in document.Descendants<LinkInline>().Where(link => link.Url is ['#', ..]))
        {
            link.Url = $"#{anchors.Resolve(link.Url![1..])}";
        }

        return new(Sanitizer.Sanitize(document.ToHtml(Pipeline)), contents);
    }

    private static string PlainText(HeadingBlock heading)
    {
        var text = new StringBuilder();
        foreach (var inline in heading.Inline?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
            }
        }

        return text.ToString().Trim();
    }

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        sanitizer.AllowedTags.UnionWith(
        [
            "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "em", "strong",
            "a", "img", "table", "thead", "tbody", "tr", "th", "td", "sup", "div",
        ]);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.UnionWith(["id", "href", "title", "src", "alt", "start", "colspan", "rowspan"]);
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.UnionWith(["https", "http", "mailto", "tel"]);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        return sanitizer;
    }
}
