namespace PolicyNotify.Site;

/// <summary>A version that is to take effect, as a notice on a page shows it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Path">Its page.</param>
/// <param name="ChangesPath">The comparison with the version before; null for the first.</param>
/// <param name="Day">When it takes effect; null while it is postponed.</param>
/// <param name="IsHeld">Whether it is postponed.</param>
/// <param name="IsSignificant">Whether everyone is told of it by mail.</param>
/// <param name="Kind">What it is in words, such as <c>a significant change</c>.</param>
/// <param name="Tone">The style.</param>
/// <param name="Summary">Legal's own words; null when there are none.</param>
/// <param name="Language">The language of <paramref name="Summary"/>.</param>
/// <param name="Reasons">What changes, in plain words.</param>
internal sealed record ComingView(
    string Number,
    string Path,
    string? ChangesPath,
    SiteDay? Day,
    bool IsHeld,
    bool IsSignificant,
    string Kind,
    string Tone,
    string? Summary,
    string Language,
    IReadOnlyList<ToldReason> Reasons);
