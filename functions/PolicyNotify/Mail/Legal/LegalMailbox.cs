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

    private static readonly MarkdownPipeline Markup = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    private int saidThatThereIsNoAddress;

    /// <summary>Sends a mail unless it was sent.</summary>
    /// <returns>False when it has to be asked for again later; true when it was taken, refused for good or given up (that is logged, and shows in <see cref="LegalMailHealth"/>), or no address is set.</returns>
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

        var (claim, entry) = await sent.TryClaimAsync(key, clock.GetUtcNow().ToUniversalTime(), cancellationToken);
        if (entry is null)
        {
            return claim is LegalMailClaim.Done;
        }

        var outcome = await AttemptAsync(key, () => write(new MailAddress(address)), cancellationToken);
        var after = LegalMailSchedule.After(entry, outcome, clock.GetUtcNow().ToUniversalTime());
        await sent.RecordAsync(after, CancellationToken.None);
        switch (after)
        {
            case { State: LegalMailState.Due }:
                LogNotTaken(key, after.Attempts, outcome.Status, outcome.Detail, after.NextAt!.Value);
                break;
            case { State: not LegalMailState.Sent }:
                LogLost(key, after.Attempts, outcome.Status, outcome.Detail);
                break;
        }

        return after.State is not LegalMailState.Due;
    }

    // Whatever breaks off, the entry gets an outcome: without one nobody would ever give the mail up and say so.
    private async Task<MailOutcome> AttemptAsync(string key, Func<OutgoingMail> write, CancellationToken cancellationToken)
    {
        OutgoingMail? mail = null;
        try
        {
            mail = write();
            return await transport.SendAsync(mail, cancellationToken);
        }
        catch (UnwritableMailException exception)
        {
            return MailOutcome.Refused(MailText.Redacted(exception.Message));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogBrokeOff(exception, key);
            return mail is null
                ? MailOutcome.TryLater($"The mail could not be written: {exception.GetType().Name}.")
                : MailOutcome.Unknown($"The attempt broke off: {exception.GetType().Name}.");
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

    [LoggerMessage(LogLevel.Error, "An attempt to write to legal about {Key} broke off.")]
    private partial void LogBrokeOff(Exception exception, string key);

    [LoggerMessage(LogLevel.Warning, "The mail to legal about {Key} was not taken at attempt {Attempt} ({Status}): {Detail} It is tried again after {NextAt:u}.")]
    private partial void LogNotTaken(string key, int attempt, MailStatus status, string? detail, DateTimeOffset nextAt);

    [LoggerMessage(LogLevel.Error, "The mail to legal about {Key} is given up after attempt {Attempt} ({Status}): {Detail} Legal has to be told otherwise.")]
    private partial void LogLost(string key, int attempt, MailStatus status, string? detail);
}
