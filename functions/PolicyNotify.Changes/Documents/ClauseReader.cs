using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace PolicyNotify.Changes.Documents;

/// <summary>
/// Cuts a Markdown text into clauses along the block structure that Markdig finds. Inlines are not parsed here: most
/// clauses of two versions are equal letter by letter, and the others are read by <see cref="ClauseScanner"/>.
/// </summary>
internal sealed class ClauseReader
{
    private static readonly MarkdownPipeline BlocksOnly = BuildPipeline();

    private readonly string body;
    private readonly int bodyLine;
    private readonly List<Clause> clauses = [];
    private Section? section;
    private int end;

    private ClauseReader(string body, int bodyLine)
    {
        this.body = body;
        this.bodyLine = bodyLine;
    }

    public static IReadOnlyList<Clause> Read(string body, int bodyLine, out bool tooDeep)
    {
        tooDeep = false;
        MarkdownDocument tree;
        try
        {
            tree = Markdown.Parse(body, BlocksOnly);
        }
        catch (ArgumentException exception) when (exception.Message.Contains("nested", StringComparison.Ordinal))
        {
            // Markdig's own limit (128 levels) against running out of stack.
            tooDeep = true;
            return [];
        }

        var reader = new ClauseReader(body, bodyLine);
        reader.Visit(tree, ClauseKind.Paragraph, ClauseForm.None);
        return reader.clauses;
    }

    private void Visit(ContainerBlock container, ClauseKind kind, ClauseForm form)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case QuoteBlock quote:
                    Visit(quote, kind is ClauseKind.ListItem ? kind : ClauseKind.Quote, form | ClauseForm.Quoted);
                    break;
                case ListBlock list:
                    Visit(list, ClauseKind.ListItem, form);
                    break;
                case HeadingBlock heading:
                    AddHeading(heading, form);
                    break;
                case FencedCodeBlock code:
                    Add(code, ClauseKind.Code, form | ClauseForm.Verbatim | ClauseForm.Fenced);
                    break;
                case CodeBlock code:
                    Add(code, ClauseKind.Code, form | ClauseForm.Verbatim);
                    break;
                case HtmlBlock html:
                    Add(html, ClauseKind.Html, form | ClauseForm.Verbatim | ClauseForm.Html);
                    break;
                case ParagraphBlock paragraph:
                    AddParagraph(paragraph, kind, form);
                    break;
                case ContainerBlock inner:
                    Visit(inner, kind, form);
                    break;
            }
        }
    }

    private void AddHeading(HeadingBlock heading, ClauseForm form)
    {
        var clause = Add(heading, ClauseKind.Heading, form | (heading.IsSetext ? ClauseForm.Underlined : ClauseForm.NumberSigns));
        if (clause is null)
            return;

        while (section is not null && section.Level >= heading.Level)
            section = section.Parent;
        clause.Section = section = new Section(heading.Level, section, clause);
    }

    private void AddParagraph(ParagraphBlock paragraph, ClauseKind kind, ClauseForm form)
    {
        var from = Math.Max(paragraph.Span.Start, end);
        var to = Math.Min(paragraph.Span.End + 1, body.Length);
        if (from >= to)
            return;

        if (!TableLines.IsTable(body.AsSpan(from, to - from)))
        {
            Add(from, to, paragraph.Line, kind, form);
            return;
        }

        var line = paragraph.Line;
        while (from < to)
        {
            var length = body.AsSpan(from, to - from).IndexOf('\n');
            var lineEnd = length < 0 ? to : from + length;
            // The rule below the head is layout; it becomes part of the space before the next row.
            if (!TableLines.IsRule(body.AsSpan(from, lineEnd - from)))
                Add(from, lineEnd, line, ClauseKind.TableRow, form | ClauseForm.TableRow, isTableHead: line == paragraph.Line);
            from = lineEnd + 1;
            line++;
        }
    }

    private Clause? Add(Block block, ClauseKind kind, ClauseForm form) =>
        Add(Math.Max(block.Span.Start, end), Math.Min(block.Span.End + 1, body.Length), block.Line, kind, form);

    private Clause? Add(int from, int to, int line, ClauseKind kind, ClauseForm form, bool isTableHead = false)
    {
        while (to > from && char.IsWhiteSpace(body[to - 1]))
            to--;
        if (from >= to)
            return null;

        end = to;
        var clause = new Clause(body, clauses.Count, kind, from, to, bodyLine + line, form) { Section = section, IsTableHead = isTableHead };
        clauses.Add(clause);
        return clause;
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        foreach (var parser in builder.BlockParsers.OfType<BlockParser>())
            parser.Closed += static (_, block) => SkipInlines(block);
        return builder.Build();
    }

    private static void SkipInlines(Block block)
    {
        if (block is LeafBlock leaf)
            leaf.ProcessInlines = false;
    }
}
