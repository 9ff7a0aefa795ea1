using PolicyNotify.Notices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Replies.Matching;

/// <summary>Whom or what a reply may belong to, for whoever has to decide.</summary>
/// <param name="Notice">The notice; null when only the person is known.</param>
/// <param name="Recipient">The person; null when only the notice is known.</param>
/// <param name="Why">What speaks for it.</param>
public sealed record MatchCandidate(NoticeId? Notice, RecipientId? Recipient, string Why);
