using Microsoft.Extensions.Options;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;

namespace PolicyNotify.Notices.Deciding;

/// <summary>
/// The decisions that change the version as well as its notice: to cancel, to postpone. Notice and version cannot be changed in one
/// transaction; so the decision is stored with the notice first, and carried out from there, after a crash by the next sweep.
/// </summary>
internal sealed class VersionDecisions(
    NoticeStore notices, NoticeRecorder recorder, NoticeReplanner replanner, VersionLifecycle lifecycle, TimeProvider clock, IOptions<PublishingOptions> periods)
{
    /// <exception cref="ConflictingStateException">Mailing has begun, or a later significant version builds on this one.</exception>
    public async Task CancelAsync(NoticeId id, Decision decision, CancellationToken cancellationToken)
    {
        var (notice, _) = await notices.ChangeAsync(
            id,
            current => current.Stage switch
            {
                NoticeStage.Cancelled => null,
                NoticeStage.Mailing => throw new ConflictingStateException(
                    $"Mailing of {id} has begun, so people may have been told of it: it can no longer be cancelled. Put it on hold, postpone it, or publish a "
                    + "version that corrects it; that one takes effect after it, with its own notice where the correction is significant."),
                _ => Begin(Open(current), null, decision),
            },
            cancellationToken);
        await CompleteAsync(notice, cancellationToken);
    }

    /// <exception cref="RejectedInputException">The day leaves too little time to tell those who are still to be told.</exception>
    /// <exception cref="ConflictingStateException">The day is earlier than the announced one, or a later version would have to take effect before it.</exception>
    public async Task PostponeAsync(NoticeId id, DateOnly effectiveOn, Decision decision, CancellationToken cancellationToken)
    {
        var found = Open(await notices.GetAsync(id, cancellationToken));
        if (found.Pending is null && found.Dates.EffectiveOn == effectiveOn && found.HeldBecause is null)
        {
            return;
        }

        if (found.Pending?.EffectiveOn != effectiveOn && effectiveOn < EarliestFor(found))
        {
            throw Decision.Refused([Decision.Problem(
                "effective-too-early", "effectiveOn", $"The date {effectiveOn:O} leaves too little time to tell people.", $"Choose {EarliestFor(found):O} or later.")]);
        }

        var (notice, _) = await notices.ChangeAsync(id, current => Begin(Open(current), effectiveOn, decision), cancellationToken);
        await CompleteAsync(notice, cancellationToken);
    }

    /// <summary>The first day to which a notice can be postponed now: it leaves the days for mailing and the full notice period.</summary>
    public DateOnly EarliestFor(Notice notice) =>
        new PolicyCalendar(notice.TimeZone).DayAfterFullDays(clock.GetUtcNow(), periods.Value.MailingDays + periods.Value.NoticeDays);

    /// <summary>Carries out the decision that is stored with a notice, if there is one. May be repeated, and interrupted anywhere.</summary>
    /// <exception cref="ConflictingStateException">The version no longer allows it: the decision is dropped.</exception>
    public async Task<Notice> CompleteAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (notice.Pending is not { } decision)
        {
            return notice;
        }

        try
        {
            return decision.EffectiveOn is { } day
                ? await replanner.PostponeAsync(
                    notice,
                    await lifecycle.PostponeAsync(notice.Id.Document, notice.Id.Version, day, decision.Why, decision.Actor, cancellationToken),
                    decision,
                    cancellationToken)
                : await WithdrawAsync(notice, decision, cancellationToken);
        }
        catch (ConflictingStateException)
        {
            await notices.ChangeAsync(
                notice.Id, current => current.Pending?.Number == decision.Number ? current with { Pending = null } : null, CancellationToken.None);
            throw;
        }
    }

    private async Task<Notice> WithdrawAsync(Notice notice, PendingDecision decision, CancellationToken cancellationToken)
    {
        await lifecycle.WithdrawAsync(notice.Id.Document, notice.Id.Version, decision.Details(), decision.Actor, cancellationToken);
        var (after, _) = await recorder.ChangeAsync(
            notice.Id,
            current => current.Pending?.Number == decision.Number
                ? (current with
                {
                    Stage = NoticeStage.Cancelled,
                    CancelledBecause = $"Cancelled by {decision.By}: {decision.Why}",
                    Pending = null,
                    HeldBecause = null,
                    OnHoldBecause = null,
                    PausedBecause = null,
                    PausedUntil = null,
                }).Recording(NoticeEvents.Decided("cancelled", notice.Id, decision.Number, decision.Actor, decision.Details()))
                : null,
            cancellationToken);
        return after;
    }

    // The same decision again, because its answer got lost or is slow to come, only helps the first one along; the first one's name and reason stand.
    private static Notice? Begin(Notice current, DateOnly? effectiveOn, Decision decision)
    {
        var number = current.Decisions + 1;
        return current.Pending switch
        {
            null => current with { Decisions = number, Pending = new(number, effectiveOn, decision.By, decision.Why, decision.Actor) },
            { } pending when pending.EffectiveOn == effectiveOn => null,
            _ => throw new ConflictingStateException($"Another decision about {current.Id} is being carried out. Look at the notice in a minute and decide again."),
        };
    }

    /// <exception cref="ConflictingStateException">There is nothing left to decide.</exception>
    public static Notice Open(Notice notice) => notice.Stage switch
    {
        NoticeStage.Completed => throw new ConflictingStateException($"The version of {notice.Id} has taken effect: there is nothing left to decide."),
        NoticeStage.Cancelled => throw new ConflictingStateException($"{notice.Id} was cancelled: there is nothing left to decide."),
        _ => notice,
    };
}
