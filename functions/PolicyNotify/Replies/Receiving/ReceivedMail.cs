namespace PolicyNotify.Replies.Receiving;

/// <summary>A mail as it came in.</summary>
/// <param name="Content">Its raw bytes; seekable.</param>
/// <param name="Arrival">How it came, as far as we vouch for it ourselves.</param>
internal sealed record ReceivedMail(Stream Content, Arrival Arrival);
