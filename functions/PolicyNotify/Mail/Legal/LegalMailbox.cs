using System.Security.Cryptography;
using System.Text;
using Markdig;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Templates;

namespace PolicyNotify.Mail.Legal;

/// <summary>
/// Writes to the people who decide, at <c>Mail:LegalAddress</c>, over the configured mail system. Each key is sent once, however often and
/// from however many processes it is asked for; after a crash in the middle it may come twice, under the same Message-ID.
/// </summary>
internal sealed partial class LegalMailbox(
    IMailTransport transport, LegalMailStore sent, TemplateLibrary templates, IOptions<MailOptions> options, TimeProvider clock, ILogger<LegalMailbox> logger)
{
    private const int HashDigits = 20;

    // Longer than any transport's own time-out: past it, whoever was sending has gone.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly MarkdownPipeline Markup = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    private int saidThatThereIsNoAddress;

    /// <summary>Sends a mail unless it was sent.</summary>
    /// <returns>False when it has to be tried again later; true when it was taken, refused for good (that is logged), or no address is set.</returns>
    public Task<bool> SendAsync(LegalMail mail, CancellationToken cancellationToken) =>
        SendAsync(mail.Key, to => Write(mail, to), cancellationToken);

    /// <summary>Sends a finished message to legal's address unless it was sent; the Message-ID is the writer's to choose.</summary>
    /// <returns>As of <see cref="SendAsync(LegalMail, CancellationToken)"/>.</returns>
    public async Task<bool> SendAsync(string key, Func<MailAddress, OutgoingMail> write, CancellationToken cancellationToken)
    {
        if (options.Value.LegalAddress is not { } address)
        {
            if (Interlocked.Exchange(ref saidThatThereIsNoAddress, 1) == 0)
            {
                LogNoAddress();
            }

            return true;
        }

        var claim = await sent.TryClaimAsync(key, clock.GetUtcNow().ToUniversalTime(), Lease, cancellationToken);
        if (claim is not LegalMailClaim.Ours)
        {
            return claim is LegalMailClaim.Done;
        }

        var outcome = await AttemptAsync(write(new MailAddress(address)), cancellationToken);
        var state = outcome.Status switch
        {
            MailStatus.Accepted => LegalMailState.Sent,
            MailStatus.Refused => LegalMailState.Refused,
            _ => LegalMailState.Due,
        };
        await sent.RecordAsync(key, state, clock.GetUtcNow().ToUniversalTime(), CancellationToken.None);
        if (state is not LegalMailState.Sent)
        {
            LogNotTaken(key, outcome.Status, outcome.Detail);
        }

        return state is not LegalMailState.Due;
    }

    private async Task<MailOutcome> AttemptAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.SendAsync(mail, cancellationToken);
        }
        catch (UnwritableMailException exception)
        {
            return MailOutcome.Refused(MailText.Redacted(exception.Message));
        }
    }

    private OutgoingMail Write(LegalMail mail, MailAddress to)
    {
        var subject = MailText.OneLine(mail.Subject);
        var html = templates.Render("mail/legal.html", new { subject, body = Markdown.ToHtml(mail.Markdown, Markup) });
        return new(
            MessageIdOf(mail.Key),
            to,
            options.Value.Sender,
            ReplyTo: null,
            subject,
            mail.Markdown,
            html,
            mail.Attachments,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                // RFC 3834: no well-behaved robot answers this.
                ["Auto-Submitted"] = "auto-generated",
                ["X-Auto-Response-Suppress"] = "All",
                ["Content-Language"] = "en",
            });
    }

    private string MessageIdOf(string key)
    {
        var domain = options.Value.From![(options.Value.From!.LastIndexOf('@') + 1)..];
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"legal|{key}")))[..HashDigits]}.legal@{domain}";
    }

    [LoggerMessage(LogLevel.Warning, "Legal is not written to: Mail:LegalAddress is not set. What legal has to decide shows in the notices and replies only.")]
    private partial void LogNoAddress();

    [LoggerMessage(LogLevel.Error, "The mail to legal about {Key} was not taken ({Status}): {Detail}")]
    private partial void LogNotTaken(string key, MailStatus status, string? detail);
}
