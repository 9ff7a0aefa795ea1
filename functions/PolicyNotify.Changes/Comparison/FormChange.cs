namespace PolicyNotify.Changes.Comparison;

/// <summary>What differs between two clauses besides their words.</summary>
[Flags]
public enum FormChange
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Markup, line breaks, spacing, quotes, dashes, list markers, heading level, table layout, comments, templating tags.</summary>
    Layout = 1,

    /// <summary>Where a link leads.</summary>
    Link = 2,

    /// <summary>The number or letter in front.</summary>
    Number = 4,

    /// <summary>The date of the text itself.</summary>
    Date = 8,

    /// <summary>One clause was split, several were merged, or a paragraph became a list or back.</summary>
    Division = 16,
}
