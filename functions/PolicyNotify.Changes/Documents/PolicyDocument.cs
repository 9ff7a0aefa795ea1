namespace PolicyNotify.Changes.Documents;

/// <summary>A policy text, read: its front matter and its clauses.</summary>
public sealed class PolicyDocument
{
    /// <summary>The largest text that is read, in UTF-16 code units: 2 MB of ASCII.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    internal PolicyDocument(string source, string body, int bodyLine, FrontMatter frontMatter, IReadOnlyList<Clause> clauses)
    {
        Source = source;
        Body = body;
        BodyLine = bodyLine;
        FrontMatter = frontMatter;
        Clauses = clauses;
    }

    /// <summary>The whole file, exactly as it was given.</summary>
    public string Source { get; }

    /// <summary>The Markdown below the front matter; the whole file when it has none.</summary>
    public string Body { get; }

    /// <summary>The line of the file on which <see cref="Body"/> starts, counted from 1.</summary>
    public int BodyLine { get; }

    /// <summary>What the head of the file says.</summary>
    public FrontMatter FrontMatter { get; }

    /// <summary>The clauses in the order of the text.</summary>
    public IReadOnlyList<Clause> Clauses { get; }

    /// <summary>Reads a policy file. Never throws for what the text says: problems come back as diagnostics.</summary>
    /// <param name="file">The name to put into diagnostics.</param>
    /// <param name="text">The whole file. Without front matter it is a legal text in English whose days count in UTC.</param>
    public static PolicyDocumentResult Parse(string file, string text) => PolicyReader.Read(file, text);
}
