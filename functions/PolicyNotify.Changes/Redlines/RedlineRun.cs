namespace PolicyNotify.Changes.Redlines;

/// <summary>A run of words in a redline.</summary>
/// <param name="Kind">On which sides it stands.</param>
/// <param name="Text">Its words for reading, form removed, with the white space that follows; clauses are divided by line breaks.</param>
/// <param name="OldSource">The characters of the earlier text that it covers; null when it is inserted.</param>
/// <param name="NewSource">The characters of the later text that it covers; null when it is deleted.</param>
public sealed record RedlineRun(RedlineRunKind Kind, string Text, string? OldSource, string? NewSource);
