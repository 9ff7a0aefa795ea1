namespace PolicyNotify.Recipients.Reachability;

/// <summary>What a mail system says about a person's address.</summary>
/// <param name="Recipient">Whose.</param>
/// <param name="Cause">Why it cannot be mailed any more; null for a mail that came back for a reason that may pass.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Mark">Identifies the mail that came back, in a few characters without blanks.</param>
/// <param name="Code">The mail system's code.</param>
/// <param name="Source">What it is known from.</param>
internal sealed record AddressReport(RecipientId Recipient, UnreachableCause? Cause, DateTimeOffset At, string Mark, string? Code, string? Source);
