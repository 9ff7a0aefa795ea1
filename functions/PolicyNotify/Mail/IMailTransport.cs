namespace PolicyNotify.Mail;

/// <summary>Hands messages to a mail system. Safe for concurrent use.</summary>
internal interface IMailTransport
{
    /// <summary>The transport's name as it stands in deliveries and evidence: <c>pickup</c>, <c>smtp</c> or <c>sendgrid</c>.</summary>
    string Name { get; }

    /// <summary>Sends one message. Never throws for what the mail system says: the outcome tells.</summary>
    /// <exception cref="UnwritableMailException">A part of the message cannot stand in any mail.</exception>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
