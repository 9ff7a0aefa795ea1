using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Notices.Mailing;

/// <summary>Hands claimed deliveries to the mail system, several at once, and says what became of each.</summary>
internal sealed partial class PageSender(
    IMailTransport transport, NoticeLetters letters, SendPace pace, IOptions<NoticeOptions> options, PolicyNotifyMetrics metrics, TimeProvider clock, ILogger<PageSender> logger)
{
    /// <summary>Sends a page. Once the mail system turns us away, or the host stops, the rest goes back untouched.</summary>
    public async Task<PageResult> SendAsync(
        MailingId mailing, NoticeContent content, IReadOnlyList<(Recipient Recipient, Delivery Claim)> page, CancellationToken cancellationToken)
    {
        var outcomes = new Delivery[page.Count];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string? stopped = null;
        var messageRefusals = new ConcurrentBag<string>();

        // The loop itself is never cancelled: every claim gets its outcome, so that every one is recorded.
        await Parallel.ForAsync(
            0,
            page.Count,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.SendConcurrency, CancellationToken = CancellationToken.None },
            async (index, _) =>
            {
                var (recipient, claim) = page[index];
                var attempt = await AttemptAsync(mailing, content, recipient, claim, stop.Token);
                outcomes[index] = Settled(claim, attempt);
                if (attempt.Outcome is { Status: MailStatus.MessageRefused, Detail: var words })
                {
                    messageRefusals.Add(words ?? "");
                }

                if (attempt.Outcome is { Status: MailStatus.Stopped } turnedAway)
                {
                    Interlocked.CompareExchange(ref stopped, turnedAway.Detail, null);
                    await stop.CancelAsync();
                }
            });
        return new(outcomes, stopped, [.. messageRefusals]);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "One person's copy must not keep the other 99 from theirs; what happened is recorded and logged.")]
    private async Task<Attempt> AttemptAsync(
        MailingId mailing, NoticeContent content, Recipient recipient, Delivery claim, CancellationToken stop)
    {
        OutgoingMail mail;
        try
        {
            if (await pace.WaitAsync(stop) is { } later)
            {
                return new(null, later);
            }

            stop.ThrowIfCancellationRequested();
            if (clock.GetUtcNow() >= LastStart(claim))
            {
                // Somebody else may have taken it over by the time it arrives: what has not begun yet is left to them.
                LogClaimRanOut(mailing, recipient.Id);
                return Attempt.None;
            }

            mail = letters.Write(mailing, content, recipient);
        }
        catch (OperationCanceledException)
        {
            return Attempt.None;
        }
        catch (Exception exception)
        {
            LogUnwritable(exception, mailing, recipient.Id);
            return new(MailOutcome.TryLater($"The message could not be written: {exception.GetType().Name}."));
        }

        var started = clock.GetTimestamp();
        var outcome = await HandOverAsync(mailing, recipient, claim, mail);
        metrics.Attempted(transport.Name, outcome.Status.ToString(), clock.GetElapsedTime(started));
        if (outcome is { Status: MailStatus.TryLater, RetryAfter: { } wait })
        {
            metrics.Throttled(transport.Name);
            pace.CloseUntil(clock.GetUtcNow() + wait);
        }

        return new(outcome);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "As above: whatever a transport throws, the outcome of this one copy is unknown.")]
    private async Task<MailOutcome> HandOverAsync(MailingId mailing, Recipient recipient, Delivery claim, OutgoingMail mail)
    {
        try
        {
            // Not to be broken off by a stopping host: the transport has time limits of its own, and an answer is worth waiting for.
            return await transport.SendAsync(mail, CancellationToken.None);
        }
        catch (UnwritableMailException exception)
        {
            // The address or the name cannot stand in a mail at all: no attempt can ever succeed.
            LogUnwritable(exception, mailing, recipient.Id);
            return MailOutcome.Refused(MailText.Redacted(exception.Message));
        }
        catch (Exception exception)
        {
            LogUnexpected(exception, mailing, recipient.Id, claim.Attempts);
            return MailOutcome.Unknown($"The attempt broke off: {exception.GetType().Name}.");
        }
    }

    // No message begins in the last fifth of its claim: the attempt itself takes time too.
    private DateTimeOffset? LastStart(Delivery claim) => claim.LeaseUntil - (TimeSpan.FromSeconds(options.Value.LeaseSeconds) / 5);

    private Delivery Settled(Delivery claim, Attempt attempt)
    {
        var (outcome, putBackUntil) = attempt;
        var now = clock.GetUtcNow().ToUniversalTime();
        var settled = claim with { LeaseUntil = null, NotBefore = null, Transport = transport.Name, ProviderId = outcome?.ProviderId, Detail = outcome?.Detail };
        return outcome?.Status switch
        {
            // Never handed over, so that it was no attempt.
            null or MailStatus.Stopped when putBackUntil is { } later =>
                settled with { State = DeliveryState.TryLater, Attempts = claim.Attempts - 1, NotBefore = RetryDelays.Spread(later, now), Detail = "Waiting for the mail system." },
            null or MailStatus.Stopped => settled with { State = DeliveryState.Planned, Attempts = claim.Attempts - 1 },
            MailStatus.Accepted => settled with { State = DeliveryState.Accepted, AcceptedAt = now },
            MailStatus.Refused => settled with { State = DeliveryState.Refused, RefusedAt = now },
            MailStatus.TryLater or MailStatus.MessageRefused => settled with { State = DeliveryState.TryLater, NotBefore = now + RetryDelays.After(claim.Attempts, outcome) },
            _ => settled with { State = DeliveryState.Unknown, NotBefore = now.AddMinutes(options.Value.UnknownRetryMinutes) },
        };
    }

    [LoggerMessage(LogLevel.Error, "The copy of {Mailing} for {Recipient} could not be written.")]
    private partial void LogUnwritable(Exception exception, MailingId mailing, RecipientId recipient);

    [LoggerMessage(LogLevel.Error, "Attempt {Attempt} to send the copy of {Mailing} for {Recipient} broke off; whether it was taken is not known.")]
    private partial void LogUnexpected(Exception exception, MailingId mailing, RecipientId recipient, int attempt);

    [LoggerMessage(LogLevel.Warning, "The claim on the copy of {Mailing} for {Recipient} has nearly run out before its turn came; it is left to the next pass.")]
    private partial void LogClaimRanOut(MailingId mailing, RecipientId recipient);

    /// <summary>What came of an attempt: the mail system's word; or none, because it never began, and perhaps when to try again.</summary>
    private sealed record Attempt(MailOutcome? Outcome, DateTimeOffset? PutBackUntil = null)
    {
        public static Attempt None { get; } = new(Outcome: null);
    }
}
