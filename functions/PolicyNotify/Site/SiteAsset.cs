namespace PolicyNotify.Site;

/// <summary>A file that pages refer to. Its address carries a fingerprint of its content, so browsers may keep it for good.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Content">The bytes.</param>
public sealed record SiteAsset(string ContentType, ReadOnlyMemory<byte> Content);
