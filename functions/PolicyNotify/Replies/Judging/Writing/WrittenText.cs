namespace PolicyNotify.Replies.Judging.Writing;

/// <summary>What a person wrote now, parted from what came along.</summary>
/// <param name="Text">The person's own words.</param>
/// <param name="SetAside">What stands below the closing. It is not believed, but an objection in it sends the mail to review.</param>
/// <param name="Forwarded">Somebody's message that was passed on, likewise.</param>
/// <param name="HasQuotation">Whether an earlier message was quoted or forwarded.</param>
internal sealed record WrittenText(string Text, string SetAside, string Forwarded, bool HasQuotation);
