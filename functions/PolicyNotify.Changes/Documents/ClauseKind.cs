namespace PolicyNotify.Changes.Documents;

/// <summary>What a clause is in the Markdown. It is form: the same words as a paragraph or as a list item mean the same.</summary>
public enum ClauseKind
{
    /// <summary>A heading of any level.</summary>
    Heading,

    /// <summary>A paragraph that stands alone.</summary>
    Paragraph,

    /// <summary>A paragraph inside a list item.</summary>
    ListItem,

    /// <summary>One row of a table, its head included.</summary>
    TableRow,

    /// <summary>A paragraph inside a block quote.</summary>
    Quote,

    /// <summary>A code block.</summary>
    Code,

    /// <summary>A block of raw HTML.</summary>
    Html,
}
