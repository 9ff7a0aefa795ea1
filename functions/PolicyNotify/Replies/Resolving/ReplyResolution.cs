using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Resolving;

/// <summary>What a person decided about a reply that waited for review.</summary>
/// <param name="As">What it is.</param>
/// <param name="By">The name of who decided, as given.</param>
/// <param name="Why">The reason, as given.</param>
/// <param name="At">When that was recorded, in UTC.</param>
/// <param name="Actor">The holder of the API key with which it was recorded.</param>
/// <param name="Notice">The notice it belongs to; null when that is not known.</param>
/// <param name="Recipient">The person it comes from; null when that is not known.</param>
/// <param name="Window">Whether it was received in time; null when it belongs to no notice or nobody.</param>
public sealed record ReplyResolution(
    ResolvedKind As, string By, string Why, DateTimeOffset At, string Actor, NoticeId? Notice, RecipientId? Recipient, ReplyWindow? Window);
