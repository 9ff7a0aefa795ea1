namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Which way a number moved.</summary>
internal enum Trend
{
    None,
    Rises,
    Falls,
}
