namespace PolicyNotify.Mail.SendGrid;

/// <summary>Section <c>Mail:SendGrid</c>.</summary>
internal sealed class SendGridOptions
{
    /// <summary>An API key that may send mail; required.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The API's address; <c>https://api.sendgrid.com</c> by default, <c>https://api.eu.sendgrid.com</c> for data kept in the EU.</summary>
    public Uri Host { get; set; } = new("https://api.sendgrid.com");

    /// <summary>
    /// Whether people who unsubscribed from everything still get what the law says they must get; true by default.
    /// Addresses that bounced or complained are never mailed again either way.
    /// </summary>
    public bool BypassUnsubscribes { get; set; } = true;

    /// <summary>How long one request may take; 30 seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How events about our messages are known to be SendGrid's; read with every transport, because mail may leave through its SMTP relay.</summary>
    public SendGridWebhookOptions Events { get; set; } = new();
}
