namespace PolicyNotify.Changes.Documents;

/// <summary>How a clause has to be read.</summary>
[Flags]
internal enum ClauseForm
{
    None = 0,

    /// <summary>Lines may begin with quote markers.</summary>
    Quoted = 1,

    /// <summary>Cells are divided by bars.</summary>
    TableRow = 2,

    /// <summary>No Markdown inside.</summary>
    Verbatim = 4,

    /// <summary>The first line, and the last if it is one, are fences.</summary>
    Fenced = 8,

    /// <summary>Raw HTML.</summary>
    Html = 16,

    /// <summary>A heading whose last line is an underline.</summary>
    Underlined = 32,

    /// <summary>A heading that starts, and may end, with number signs.</summary>
    NumberSigns = 64,
}
