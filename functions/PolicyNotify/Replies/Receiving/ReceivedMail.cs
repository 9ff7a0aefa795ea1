namespace PolicyNotify.Replies.Receiving;

/// <summary>A mail as it came in.</summary>
/// <param name="Content">Its raw bytes; seekable.</param>
/// <param name="Source">Where it came from, such as <c>folder</c>.</param>
internal sealed record ReceivedMail(Stream Content, string Source);
