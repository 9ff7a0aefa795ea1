namespace PolicyNotify.Changes.Classification;

/// <summary>What a reason is about.</summary>
public enum ReasonCategory
{
    /// <summary>Which data is collected.</summary>
    Collection,

    /// <summary>What data is used for.</summary>
    Purpose,

    /// <summary>On which legal basis.</summary>
    LegalBasis,

    /// <summary>Who receives data.</summary>
    Sharing,

    /// <summary>Where data goes.</summary>
    Transfer,

    /// <summary>How long data is kept.</summary>
    Retention,

    /// <summary>The person's rights.</summary>
    Rights,

    /// <summary>The person's choices and consents.</summary>
    Choice,

    /// <summary>Children and age limits.</summary>
    Children,

    /// <summary>Security promises.</summary>
    Security,

    /// <summary>Automated decisions and artificial intelligence.</summary>
    Automation,

    /// <summary>Who is responsible for the data.</summary>
    Controller,

    /// <summary>Which people, products or regions are covered.</summary>
    Scope,

    /// <summary>Notice periods and how changes are announced.</summary>
    Notice,

    /// <summary>Remedies and liability.</summary>
    Liability,

    /// <summary>Spelling, punctuation, formatting.</summary>
    Cosmetic,

    /// <summary>Links and anchors.</summary>
    Link,

    /// <summary>Dates of the text itself.</summary>
    Date,

    /// <summary>Contact details.</summary>
    Contact,

    /// <summary>Renamed products, companies or headings of the same scope.</summary>
    Rename,

    /// <summary>Moved, merged or split text of the same content.</summary>
    Reorder,

    /// <summary>Wording that only clarifies.</summary>
    Clarification,

    /// <summary>Front matter and site metadata.</summary>
    Metadata,
}
