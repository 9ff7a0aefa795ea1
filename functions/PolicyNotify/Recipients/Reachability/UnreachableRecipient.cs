namespace PolicyNotify.Recipients.Reachability;

/// <summary>A person whom mail does not reach, as legal needs them to reach them otherwise.</summary>
/// <param name="Id">The recipient id, as it stands in deliveries and the audit log.</param>
/// <param name="Address">The address that does not work.</param>
/// <param name="Name">The person's name; null when unknown.</param>
/// <param name="AccountId">The product's own identifier of the account; null when unknown.</param>
/// <param name="Cause">Why mail does not reach them.</param>
/// <param name="Since">Since when, in UTC.</param>
/// <param name="Code">The mail system's code.</param>
/// <param name="Source">What it is known from, such as the notice <c>privacy-2.0</c>.</param>
/// <param name="Suggestion">What to do.</param>
public sealed record UnreachableRecipient(
    RecipientId Id,
    string Address,
    string? Name,
    string? AccountId,
    UnreachableCause Cause,
    DateTimeOffset Since,
    string? Code,
    string? Source,
    string Suggestion)
{
    // RFC 6531, section 3.5: non-ASCII addresses not permitted for that recipient.
    private const string NotAscii = "5.6.7";

    internal static UnreachableRecipient Of(Recipient recipient, Unreachable unreachable) => new(
        recipient.Id,
        recipient.Address,
        recipient.Name,
        recipient.AccountId,
        unreachable.Cause,
        unreachable.Since,
        unreachable.Code,
        unreachable.Source,
        unreachable switch
        {
            { Cause: UnreachableCause.Bounced } =>
                "The address is dead. Reach the person otherwise (in the product, by post, by telephone) and ask for a new address.",
            { Cause: UnreachableCause.Refused, Code: NotAscii } =>
                "Our own mail server cannot write to addresses with letters beyond ASCII before the @. Have it replaced by one with SMTPUTF8 and retry the notice; or reach the person otherwise.",
            { Cause: UnreachableCause.Refused } =>
                "The mail system refuses the address. Look for a slip in it; reach the person otherwise and ask for another one. It is tried again with the next notice.",
            _ => "The person called the mail unwanted. Do not write there again; tell them in the product, or otherwise.",
        });
}
