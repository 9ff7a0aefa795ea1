namespace PolicyNotify.Replies.Judging;

/// <summary>What a mail system says about one address.</summary>
/// <param name="Address">The address it names.</param>
/// <param name="IsPermanent">Whether it gave up for good (hard); otherwise it is still trying or the trouble may pass (soft).</param>
/// <param name="Status">Its enhanced status code (RFC 3463) or SMTP code; null when it gave none.</param>
public sealed record BouncedRecipient(string Address, bool IsPermanent, string? Status);
