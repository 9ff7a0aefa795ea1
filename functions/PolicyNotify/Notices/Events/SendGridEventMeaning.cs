using PolicyNotify.Mail;
using PolicyNotify.Mail.SendGrid;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Events;

/// <summary>What SendGrid's events mean for a copy of a notice.</summary>
internal static class SendGridEventMeaning
{
    /// <summary>The event as the ledger takes it; null for mail that is neither a notice of ours nor a reminder, and for events that say nothing about a delivery.</summary>
    public static DeliveryEvent? Of(SendGridEvent one) => KindOf(one) is { } kind && TryReadReference(one.Reference) is { } delivery
        ? new(one.Id, delivery.Mailing, delivery.Recipient, kind, one.At, one.Status, one.Reason)
        : null;

    /// <summary>The kinds in SendGrid's words; opens, clicks and unsubscribes say nothing about a delivery.</summary>
    public static DeliveryEventKind? KindOf(SendGridEvent one) => one.Name switch
    {
        "processed" => DeliveryEventKind.Processed,
        "deferred" => DeliveryEventKind.Deferred,
        "delivered" => DeliveryEventKind.Delivered,
        "bounce" => one.Type != "blocked" && BounceCode.IsAboutAddress(one.Status) ? DeliveryEventKind.Bounced : DeliveryEventKind.Blocked,
        "dropped" => DropKindOf(one.Reason),
        "spamreport" => DeliveryEventKind.Complained,
        _ => null,
    };

    // What is not said of the address is said of us (the account's quota, an unsubscribe list, content): then the person was not told,
    // and nothing is known against the address.
    private static DeliveryEventKind DropKindOf(string? reason) => reason switch
    {
        "Bounced Address" or "Invalid" => DeliveryEventKind.DroppedAsDead,
        "Spam Reporting Address" => DeliveryEventKind.DroppedAsUnwanted,
        _ => DeliveryEventKind.DroppedForOurs,
    };

    /// <summary>Reads <c>privacy-2.0_0123456789abcdef01234567</c>.</summary>
    private static (MailingId Mailing, RecipientId Recipient)? TryReadReference(string? reference)
    {
        if (reference?.LastIndexOf('_') is not (> 0 and var between))
        {
            return null;
        }

        try
        {
            return (MailingId.Parse(reference[..between]), RecipientId.Parse(reference[(between + 1)..]));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
