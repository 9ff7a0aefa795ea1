using Azure;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Acknowledging;

/// <summary>
/// Answers a person who objected, once for each version. Only clear objections of matched people come here, so robots never get an answer;
/// and as a second mail only adds to the objection, two machines that answer each other stop after one round.
/// </summary>
internal sealed class Acknowledger(
    ObjectionStore objections, AcknowledgementLetter letter, RecipientStore recipients, IMailTransport transport, AuditLog audit, IOptions<ReplyOptions> options, TimeProvider clock)
{
    // Longer than any transport's own time-out: past it, whoever was sending has gone.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Sends the answer unless it was sent.</summary>
    /// <returns>False when it has to be tried again later.</returns>
    public async Task<bool> AcknowledgeAsync(ObjectionRecord objection, string? inReplyTo, CancellationToken cancellationToken)
    {
        var current = await objections.FindAsync(objection.Notice, objection.Recipient, cancellationToken) ?? objection;
        if (current.Acknowledgement.State is not (AcknowledgementState.Due or AcknowledgementState.Sending))
        {
            // The process may have ended between the outcome and its entry.
            await audit.AppendAsync(ReplyEvents.Acknowledged(current, transport.Name), cancellationToken);
            return true;
        }

        // Taken back, or found to be a mistake, while the answer waited for the mail system: it would say what no longer holds.
        if (current.State is ObjectionState.Withdrawn)
            return true;
        var now = clock.GetUtcNow();
        if (current.Acknowledgement is { State: AcknowledgementState.Sending, At: { } since } && now - since < Lease)
            return false;

        if (await recipients.GetAsync(current.Recipient, cancellationToken) is not { } recipient)
            return await SettleAsync(current, new(AcknowledgementState.Refused, now, "The person is no longer known."), cancellationToken);
        if (await IsAnsweredEnoughAsync(current, now, cancellationToken))
            return await SettleAsync(current, new(AcknowledgementState.Withheld, now, "The person was answered often enough for a day."), cancellationToken);

        var claimed = await TrySaveAsync(current with { Acknowledgement = new(AcknowledgementState.Sending, now, null) }, cancellationToken);
        if (claimed is null)
            return false;

        var mail = await letter.WriteAsync(claimed, recipient, inReplyTo, cancellationToken);
        MailOutcome outcome;
        try
        {
            outcome = await transport.SendAsync(mail, cancellationToken);
        }
        catch (UnwritableMailException exception)
        {
            outcome = MailOutcome.Refused(MailText.Redacted(exception.Message));
        }

        // What was sent must be recorded, whoever is in a hurry: else it is sent again.
        return await SettleAsync(claimed, After(outcome, clock.GetUtcNow()), CancellationToken.None);
    }

    private static AcknowledgementRecord After(MailOutcome outcome, DateTimeOffset at) => outcome.Status switch
    {
        MailStatus.Accepted => new(AcknowledgementState.Sent, at, null),
        MailStatus.Refused => new(AcknowledgementState.Refused, at, outcome.Detail),
        MailStatus.Unknown => new(AcknowledgementState.Unknown, at, outcome.Detail),
        _ => new(AcknowledgementState.Due, at, outcome.Detail),
    };

    private async Task<bool> SettleAsync(ObjectionRecord objection, AcknowledgementRecord outcome, CancellationToken cancellationToken)
    {
        // A later mail may have added to the objection while this one was answered; the outcome belongs to whatever stands there now.
        var settled = objection;
        while (await TrySaveAsync(settled with { Acknowledgement = outcome }, cancellationToken) is not { } saved)
        {
            settled = (await objections.FindAsync(objection.Notice, objection.Recipient, cancellationToken))!;
            if (settled.Acknowledgement.State is not (AcknowledgementState.Due or AcknowledgementState.Sending))
                return true;
        }

        if (outcome.State is AcknowledgementState.Due)
            return false;
        await audit.AppendAsync(ReplyEvents.Acknowledged(settled with { Acknowledgement = outcome }, transport.Name), cancellationToken);
        return true;
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

    private async Task<bool> IsAnsweredEnoughAsync(ObjectionRecord objection, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await objections.ListAsync(objection.Recipient, cancellationToken)).Count(other =>
            other.Notice != objection.Notice
            && other.Acknowledgement is { State: AcknowledgementState.Sent or AcknowledgementState.Unknown or AcknowledgementState.Sending, At: { } at }
            && now - at < Day) >= options.Value.AcknowledgementsPerDay;
}
