namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Whether words came, went, or took the place of others.</summary>
internal enum FindingKind
{
    Changed,
    Added,
    Removed,
}
