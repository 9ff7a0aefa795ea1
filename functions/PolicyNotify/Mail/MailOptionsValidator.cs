using Microsoft.Extensions.Options;
using MimeKit;

namespace PolicyNotify.Mail;

/// <summary>Stops the host at start when the chosen transport could not send.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var failures = Problems(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Problems(MailOptions options)
    {
        if (!IsBare(options.From))
        {
            yield return "Set Mail:From to the sender's bare e-mail address, such as policies@example.com (the name goes into Mail:FromName).";
        }

        if (options.LegalAddress is not null && !IsBare(options.LegalAddress))
        {
            yield return "Set Mail:LegalAddress to one bare e-mail address, such as legal@example.com, or remove it to write to nobody.";
        }

        var transport = options.Transport switch
        {
            MailTransportKind.Pickup => Pickup(options),
            MailTransportKind.Smtp => Smtp(options),
            MailTransportKind.SendGrid => SendGrid(options),
            _ => ["Set Mail:Transport to Pickup, Smtp or SendGrid."],
        };
        foreach (var problem in transport.Concat(options.SendGrid.Events.Problems("Mail:SendGrid:Events")))
        {
            yield return problem;
        }
    }

    private static bool IsBare(string? address) =>
        MailboxAddress.TryParse(address, out var mailbox)
        && mailbox.Address.Contains('@', StringComparison.Ordinal)
        && string.Equals(mailbox.Address, address, StringComparison.Ordinal);

    private static IEnumerable<string> Pickup(MailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Pickup.Folder))
        {
            yield return "Set Mail:Pickup:Folder to the folder that outgoing mail is put into.";
        }
    }

    private static IEnumerable<string> Smtp(MailOptions options)
    {
        var smtp = options.Smtp;
        if (string.IsNullOrWhiteSpace(smtp.Host))
        {
            yield return "Set Mail:Smtp:Host to the name of the mail server.";
        }

        if (smtp.Port is < 1 or > 65535)
        {
            yield return "Set Mail:Smtp:Port to a port between 1 and 65535.";
        }

        if (smtp.UserName is null != smtp.Password is null)
        {
            yield return "Set both Mail:Smtp:UserName and Mail:Smtp:Password, or neither.";
        }

        if (smtp is { UserName: not null, Security: Mail.Smtp.SmtpSecurity.None })
        {
            yield return "Mail:Smtp:Security is None, which would send Mail:Smtp:Password unprotected: set it to StartTls or Tls.";
        }

        if (smtp.Connections is < 1 or > 100)
        {
            yield return "Set Mail:Smtp:Connections to a number between 1 and 100.";
        }

        if (smtp.MessagesPerConnection < 1)
        {
            yield return "Set Mail:Smtp:MessagesPerConnection to 1 or more.";
        }

        if (smtp.Timeout <= TimeSpan.Zero)
        {
            yield return "Set Mail:Smtp:Timeout to a positive duration, such as 00:00:30.";
        }
    }

    private static IEnumerable<string> SendGrid(MailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.SendGrid.ApiKey))
        {
            yield return "Set Mail:SendGrid:ApiKey to an API key that may send mail.";
        }

        var host = options.SendGrid.Host;
        if (!host.IsAbsoluteUri || (host.Scheme != Uri.UriSchemeHttps && !host.IsLoopback))
        {
            yield return "Set Mail:SendGrid:Host to an absolute https address.";
        }

        if (options.SendGrid.Timeout <= TimeSpan.Zero)
        {
            yield return "Set Mail:SendGrid:Timeout to a positive duration, such as 00:00:30.";
        }
    }
}
