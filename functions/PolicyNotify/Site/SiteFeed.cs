namespace PolicyNotify.Site;

/// <summary>A finished feed.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Text">The whole document.</param>
public sealed record SiteFeed(string ContentType, string Text);
