namespace PolicyNotify.Changes.Redlines;

/// <summary>A stylesheet for <see cref="Redline.ToHtml"/>, for pages and attachments that bring none of their own.</summary>
public static class RedlineStyle
{
    /// <summary>Rules for the classes of the fragment: readable without colour, in the dark and on paper.</summary>
    public const string Css =
        """
        .redline { color-scheme: light dark; line-height: 1.5; }
        .redline-hint { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .redline-label { font-size: 0.8em; font-weight: 600; letter-spacing: 0.02em; }
        .redline-del { text-decoration: line-through; background: light-dark(#fde3e3, #5c1d1d); color: inherit; }
        .redline-ins { text-decoration: underline; text-underline-offset: 0.15em; background: light-dark(#dcf5e0, #174a25); color: inherit; }
        .redline-item { border-inline-start: 0.25em solid transparent; padding-inline-start: 0.75em; }
        .redline-added { border-color: light-dark(#1a7f37, #56d364); }
        .redline-removed { border-color: light-dark(#b3261e, #ff8a80); border-inline-start-style: dashed; }
        .redline-reworded { border-color: light-dark(#7a5200, #e3b341); }
        .redline-moved { border-color: light-dark(#0550ae, #79c0ff); border-inline-start-style: dotted; }
        .redline-listitem, .redline-tablerow { margin-inline-start: 1.25em; }
        .redline-folded { margin: 0.75em 0; }
        .redline-folded > summary { cursor: pointer; font-style: italic; }
        @media print { .redline-folded { display: none; } }
        """;
}
