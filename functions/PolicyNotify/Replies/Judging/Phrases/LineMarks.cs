namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>What mail programs of one language write around a quotation.</summary>
/// <param name="Attributions">The line above it, such as <c>on ... wrote</c>.</param>
/// <param name="Originals">The ruled line above a whole quoted message, such as <c>original message</c>.</param>
/// <param name="Forwards">The ruled line above a message that was passed on, such as <c>forwarded message</c>.</param>
/// <param name="HeaderLabels">The names of header lines repeated above it, such as <c>from</c>.</param>
internal sealed record LineMarks(IReadOnlyList<LinePattern> Attributions, IReadOnlySet<string> Originals, IReadOnlySet<string> Forwards, IReadOnlySet<string> HeaderLabels);
