namespace PolicyNotify.Site;

/// <summary>A finished document for programs.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Text">The whole document.</param>
public sealed record SiteFeed(string ContentType, string Text);
