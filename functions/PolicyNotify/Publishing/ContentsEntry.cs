namespace PolicyNotify.Publishing;

/// <summary>One line of a table of contents.</summary>
/// <param name="Level">The heading's level, 1 to 6.</param>
/// <param name="Text">The heading's words without markup.</param>
/// <param name="Anchor">The heading's id in the page, without the number sign. Made from the heading's words without their numbering (and numbered itself when the same words come again), so links outlive edits elsewhere and renumbering.</param>
public sealed record ContentsEntry(int Level, string Text, string Anchor);
