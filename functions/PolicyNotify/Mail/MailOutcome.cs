namespace PolicyNotify.Mail;

/// <summary>What became of handing over one message.</summary>
/// <param name="Status">Whether to record, retry or give up.</param>
/// <param name="ProviderId">The mail system's own identifier of the message, when it gave one.</param>
/// <param name="Detail">The mail system's words or code, without addresses; null when accepted.</param>
internal sealed record MailOutcome(MailStatus Status, string? ProviderId, string? Detail)
{
    /// <summary>How long the mail system asked to be left alone; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static MailOutcome Accepted(string? providerId) => new(MailStatus.Accepted, providerId, null);

    public static MailOutcome Refused(string detail) => new(MailStatus.Refused, null, detail);

    public static MailOutcome MessageRefused(string detail) => new(MailStatus.MessageRefused, null, detail);

    public static MailOutcome TryLater(string detail) => new(MailStatus.TryLater, null, detail);

    public static MailOutcome Unknown(string detail) => new(MailStatus.Unknown, null, detail);

    public static MailOutcome Stopped(string detail) => new(MailStatus.Stopped, null, detail);
}
