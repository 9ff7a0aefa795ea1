using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>Something that was reported about one copy.</summary>
/// <param name="Id">The reporter's identifier; the same event again carries the same.</param>
/// <param name="Mailing">Which mail: the notice, or its reminder.</param>
/// <param name="Recipient">Whose copy.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, by the reporter's clock, in UTC.</param>
/// <param name="Code">An enhanced status code or SMTP code.</param>
/// <param name="Reason">The reporter's words, without addresses.</param>
internal sealed record DeliveryEvent(
    string Id, MailingId Mailing, RecipientId Recipient, DeliveryEventKind Kind, DateTimeOffset At, string? Code, string? Reason);
