namespace PolicyNotify.Mail.SendGrid;

/// <summary>One event of SendGrid's event webhook, as far as it matters here. The address that comes with it is not read.</summary>
/// <param name="Id">SendGrid's identifier (<c>sg_event_id</c>), or one made of the event itself where it is missing.</param>
/// <param name="Name">Such as <c>delivered</c>.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Reference">What our message carried so that it can be found; null for mail that is none of ours.</param>
/// <param name="Type">Of a bounce: <c>bounce</c> or <c>blocked</c>.</param>
/// <param name="Status">An enhanced status code, such as <c>5.1.1</c>.</param>
/// <param name="Reason">What the other side said, without addresses.</param>
internal sealed record SendGridEvent(string Id, string Name, DateTimeOffset At, string? Reference, string? Type, string? Status, string? Reason);
