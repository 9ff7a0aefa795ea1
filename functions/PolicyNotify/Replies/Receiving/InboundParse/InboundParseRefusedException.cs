namespace PolicyNotify.Replies.Receiving.InboundParse;

/// <summary>
/// A request is not taken in. It may carry a person's objection and the mistake may be ours (a secret that was changed, a key of another webhook),
/// so the sender has to be told to try again and not that it is wrong.
/// </summary>
public sealed class InboundParseRefusedException(string message) : Exception(message);
