namespace PolicyNotify.Changes.Documents;

/// <summary>The smallest addressed unit of a policy: a paragraph, a list item, a table row, a heading.</summary>
public sealed class Clause
{
    private readonly string body;
    private ClauseReading? reading;
    private IReadOnlyList<Sentence>? sentences;

    internal Clause(string body, int index, ClauseKind kind, int start, int end, int line, ClauseForm form)
    {
        this.body = body;
        Index = index;
        Kind = kind;
        Start = start;
        End = end;
        Line = line;
        Form = form;
    }

    /// <summary>Its place in <see cref="PolicyDocument.Clauses"/>, counted from 0.</summary>
    public int Index { get; }

    /// <summary>What it is in the Markdown.</summary>
    public ClauseKind Kind { get; }

    /// <summary>Where it starts in <see cref="PolicyDocument.Body"/>, in characters. List markers and indentation stand before it.</summary>
    public int Start { get; }

    /// <summary>Where it ends in <see cref="PolicyDocument.Body"/>, in characters, exclusive.</summary>
    public int End { get; }

    /// <summary>The line of the file on which it starts, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The section in which it stands; a heading stands in the section it opens. Null before the first heading.</summary>
    public Section? Section { get; internal set; }

    /// <summary>The clause as it is written, markup included.</summary>
    public string Source => body[Start..End];

    /// <summary>
    /// What it says, with everything that is only form gone: markup, link targets, numbering, line breaks, comments and
    /// templating tags; quotes and dashes are in one plain shape. Words, case and punctuation stay.
    /// </summary>
    public string Meaning => Reading.Meaning;

    /// <summary>The sentences of <see cref="Meaning"/>, in order.</summary>
    public IReadOnlyList<Sentence> Sentences => sentences ??= SentenceSplitter.Split(Meaning);

    /// <summary>Where its links lead, in order of appearance.</summary>
    public IReadOnlyList<string> LinkTargets => Reading.LinkTargets;

    /// <summary>The number or letter it starts with, such as <c>2.1</c> or <c>(a)</c>; null when it has none in its own text.</summary>
    public string? Number => Reading.Number;

    /// <summary>Whether it only dates the text itself, such as "Last updated: 1 May 2026".</summary>
    public bool IsDateLine => Reading.IsDateLine;

    /// <summary>Whether it is the head of a table: it names what stands in the columns.</summary>
    internal bool IsTableHead { get; init; }

    internal ClauseForm Form { get; }

    internal ReadOnlySpan<char> SourceSpan => body.AsSpan(Start, End - Start);

    // Read on demand: most clauses of two versions are equal letter by letter and are never looked into.
    internal ClauseReading Reading => reading ??= ClauseScanner.Read(body, this);

    /// <inheritdoc/>
    public override string ToString() => Meaning;
}
