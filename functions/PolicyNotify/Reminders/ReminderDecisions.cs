using PolicyNotify.Notices;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;

namespace PolicyNotify.Reminders;

/// <summary>
/// What legal can decide about the reminder of a notice's present effective date. Each decision says who and why, and its audit entry is
/// durable together with it. The same decision again, because an answer got lost, changes nothing. The notice is not affected.
/// </summary>
public sealed class ReminderDecisions
{
    private readonly ReminderStore reminders;
    private readonly NoticeStore notices;
    private readonly ReminderDirectory directory;
    private readonly TimeProvider clock;

    internal ReminderDecisions(ReminderStore reminders, NoticeStore notices, ReminderDirectory directory, TimeProvider clock)
    {
        this.reminders = reminders;
        this.notices = notices;
        this.directory = directory;
        this.clock = clock;
    }

    /// <summary>Stops the reminder for good: whoever was not reminded yet is not.</summary>
    /// <exception cref="UnknownResourceException">There is no such notice.</exception>
    /// <exception cref="ConflictingStateException">It has no reminder, or everybody was reminded or the day came before.</exception>
    public async Task<ReminderView> StopAsync(NoticeId notice, Decision decision, CancellationToken cancellationToken)
    {
        var because = $"Stopped by {decision.By}: {decision.Why}";
        return await DecideAsync(
            notice,
            current => current switch
            {
                { IsOpen: true } => (current with
                {
                    Stage = ReminderStage.Stopped,
                    EndedAt = clock.GetUtcNow().ToUniversalTime(),
                    EndedBecause = because,
                    PausedBecause = null,
                    PausedUntil = null,
                    Steps = current.Steps + 1,
                }).Recording(ReminderEvents.Stopped(current, decision)),
                { Stage: ReminderStage.Stopped } => null,
                _ => throw new ConflictingStateException($"The reminder of {notice} is over: there is nothing left to stop."),
            },
            cancellationToken);
    }

    /// <summary>Lets a reminder go on that the mail system had paused.</summary>
    /// <exception cref="UnknownResourceException">There is no such notice.</exception>
    /// <exception cref="ConflictingStateException">It has no reminder, or one that is over.</exception>
    public async Task<ReminderView> ResumeAsync(NoticeId notice, Decision decision, CancellationToken cancellationToken)
    {
        var view = await DecideAsync(
            notice,
            current => current switch
            {
                { IsOpen: false } => throw new ConflictingStateException($"The reminder of {notice} is over: there is nothing left to resume."),
                { PausedBecause: null } => null,
                _ => (current with { PausedBecause = null, PausedUntil = null, Steps = current.Steps + 1 }).Recording(ReminderEvents.Resumed(current, decision)),
            },
            cancellationToken);
        await notices.DueAtOnceAsync(view.Id, clock.GetUtcNow(), cancellationToken);
        return view;
    }

    private async Task<ReminderView> DecideAsync(NoticeId id, Func<Reminder, Reminder?> decide, CancellationToken cancellationToken)
    {
        var notice = await notices.GetAsync(id, cancellationToken);
        var reminder = MailingId.Reminder(id, notice.Dates.EffectiveOn);
        if (await reminders.FindAsync(reminder, cancellationToken) is null)
        {
            throw new ConflictingStateException($"{id} has no reminder: {ReminderOptions.Setting} is not set, or it has not been planned yet.");
        }

        await reminders.ChangeAsync(reminder, decide, cancellationToken);
        return await directory.GetAsync(reminder, cancellationToken);
    }
}
