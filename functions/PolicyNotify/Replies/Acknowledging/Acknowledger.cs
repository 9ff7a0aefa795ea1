using Azure;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Acknowledging;

/// <summary>
/// Answers a person who objected, once for each version. Only clear objections of matched people come here, so robots never get an answer;
/// and as a second mail only adds to the objection, two machines that answer each other stop after one round.
/// </summary>
internal sealed class Acknowledger(
    ObjectionStore objections,
    AcknowledgementLetter letter,
    AnswerLimits limits,
    RecipientStore recipients,
    IMailTransport transport,
    LegalMailbox legal,
    AuditLog audit,
    IOptions<ReplyOptions> options,
    TimeProvider clock)
{
    // Longer than any transport's own time-out: past it, whoever was sending has gone.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    // While legal cannot be told that it is given up, it is not.
    private static readonly TimeSpan UntilLegalIsTold = TimeSpan.FromDays(1);

    /// <summary>Sends the answer unless it was sent, or has to wait.</summary>
    /// <returns>When to ask again; null when nothing is left to do.</returns>
    public async Task<DateTimeOffset?> AcknowledgeAsync(ObjectionRecord objection, string? inReplyTo, CancellationToken cancellationToken)
    {
        var current = await objections.FindAsync(objection.Notice, objection.Recipient, cancellationToken) ?? objection;
        if (!IsOpen(current))
        {
            // The process may have ended between the outcome and its entry.
            await audit.AppendAsync(ReplyEvents.Acknowledged(current, transport.Name), cancellationToken);
            return null;
        }

        // Taken back, or found to be a mistake, while the answer waited for the mail system: it would say what no longer holds.
        if (current.State is ObjectionState.Withdrawn)
            return null;
        var now = clock.GetUtcNow();
        if (current.Acknowledgement is { State: AcknowledgementState.Sending, At: { } since } && now - since < Lease)
            return since + Lease;
        if (current.Acknowledgement is { State: AcknowledgementState.Due, NextAttemptAt: { } next } && now < next)
            return next;

        if (await recipients.GetAsync(current.Recipient, cancellationToken) is not { } recipient)
            return await SettleAsync(current, new(AcknowledgementState.Refused, now, "The person is no longer known."), cancellationToken);
        if (!await limits.TryCountAsync(current.Recipient, current.Notice, now, options.Value.AcknowledgementsPerDay, cancellationToken))
            return await SettleAsync(current, new(AcknowledgementState.Withheld, now, "The person was answered often enough for a day."), cancellationToken);

        var attempts = current.Acknowledgement.Attempts + 1;
        var claimed = await TrySaveAsync(current with { Acknowledgement = new(AcknowledgementState.Sending, now, null) { Attempts = attempts } }, cancellationToken);
        if (claimed is null)
            return now;

        // What was sent must be recorded, whoever is in a hurry: else it is sent again.
        var outcome = await SendAsync(await letter.WriteAsync(claimed, recipient, inReplyTo, cancellationToken), cancellationToken);
        if (outcome.Status is not (MailStatus.Accepted or MailStatus.Unknown))
            await limits.ForgetAsync(claimed.Recipient, claimed.Notice, now, CancellationToken.None);
        return await SettleAsync(claimed, await AfterAsync(claimed, outcome), CancellationToken.None);
    }

    private async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
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

    private async Task<AcknowledgementRecord> AfterAsync(ObjectionRecord objection, MailOutcome outcome)
    {
        var (at, attempts) = (clock.GetUtcNow(), objection.Acknowledgement.Attempts);
        return outcome.Status switch
        {
            MailStatus.Accepted => new(AcknowledgementState.Sent, at, null) { Attempts = attempts },
            MailStatus.Refused => new(AcknowledgementState.Refused, at, outcome.Detail) { Attempts = attempts },
            MailStatus.Unknown => new(AcknowledgementState.Unknown, at, outcome.Detail) { Attempts = attempts },
            _ when RetrySchedule.After($"{objection.Notice}|{objection.Recipient}", attempts, outcome.RetryAfter) is { } wait =>
                new(AcknowledgementState.Due, at, outcome.Detail) { Attempts = attempts, NextAttemptAt = at + wait },
            _ when await legal.SendAsync(GivenUpLetter.Write(objection, attempts, outcome.Detail), CancellationToken.None) =>
                new(AcknowledgementState.GivenUp, at, outcome.Detail) { Attempts = attempts },
            _ => new(AcknowledgementState.Due, at, outcome.Detail) { Attempts = attempts, NextAttemptAt = at + UntilLegalIsTold },
        };
    }

    /// <returns>As of <see cref="AcknowledgeAsync"/>.</returns>
    private async Task<DateTimeOffset?> SettleAsync(ObjectionRecord objection, AcknowledgementRecord outcome, CancellationToken cancellationToken)
    {
        // A later mail may have added to the objection while this one was answered; the outcome belongs to whatever stands there now.
        var settled = objection;
        while (await TrySaveAsync(settled with { Acknowledgement = outcome }, cancellationToken) is not { } saved)
        {
            settled = (await objections.FindAsync(objection.Notice, objection.Recipient, cancellationToken))!;
            if (!IsOpen(settled))
                return null;
        }

        if (outcome.State is AcknowledgementState.Due)
            return outcome.NextAttemptAt;
        await audit.AppendAsync(ReplyEvents.Acknowledged(settled with { Acknowledgement = outcome }, transport.Name), cancellationToken);
        return null;
    }

    private async Task<ObjectionRecord?> TrySaveAsync(ObjectionRecord objection, CancellationToken cancellationToken)
    {
        try
        {
            return await objections.SaveAsync(objection, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return null;
        }
    }

    private static bool IsOpen(ObjectionRecord objection) => objection.Acknowledgement.State is AcknowledgementState.Due or AcknowledgementState.Sending;
}
