namespace PolicyNotify.Replies.Judging.Writing;

/// <summary>What a person wrote now, parted from what came along.</summary>
/// <param name="Text">The person's own words.</param>
/// <param name="SetAside">What stands below the closing or reads like a legal notice. It is not believed, but an objection in it sends the mail to review.</param>
/// <param name="HasQuotation">Whether an earlier message was quoted or forwarded.</param>
internal sealed record WrittenText(string Text, string SetAside, bool HasQuotation);
