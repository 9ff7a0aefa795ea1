using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Reminders;

/// <summary>Plans reminders, starts them when they are due, ends them when they are no longer, and sees to it that no partition is forgotten.</summary>
public sealed partial class ReminderService
{
    private readonly ReminderStore reminders;
    private readonly NoticeStore notices;
    private readonly VersionStore versions;
    private readonly NoticeRenderer renderer;
    private readonly NoticeContentStore contents;
    private readonly BatchDispatch dispatch;
    private readonly ReminderClosing closing;
    private readonly ReminderAlerts alerts;
    private readonly PolicyNotifyMetrics metrics;
    private readonly TimeProvider clock;
    private readonly int days;
    private readonly NoticeOptions sending;
    private readonly ILogger<ReminderService> logger;
    private bool nothingIsLeft;

    internal ReminderService(
        ReminderStore reminders,
        NoticeStore notices,
        VersionStore versions,
        NoticeRenderer renderer,
        NoticeContentStore contents,
        BatchDispatch dispatch,
        ReminderClosing closing,
        ReminderAlerts alerts,
        PolicyNotifyMetrics metrics,
        TimeProvider clock,
        IOptions<ReminderOptions> options,
        IOptions<NoticeOptions> sending,
        ILogger<ReminderService> logger)
    {
        this.reminders = reminders;
        this.notices = notices;
        this.versions = versions;
        this.renderer = renderer;
        this.contents = contents;
        this.dispatch = dispatch;
        this.closing = closing;
        this.alerts = alerts;
        this.metrics = metrics;
        this.clock = clock;
        days = options.Value.ReminderDays;
        this.sending = sending.Value;
        this.logger = logger;
    }

    /// <summary>Looks once at every notice and every reminder. Runs every minute; may be repeated. Where reminders are switched off, it ends what is left of them and then asks nothing any more.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (nothingIsLeft)
        {
            return;
        }

        var failures = new Failures();
        var now = clock.GetUtcNow().ToUniversalTime();
        var known = (await reminders.ListAsync(cancellationToken)).ToDictionary(reminder => reminder.Id);
        if (days > 0)
        {
            foreach (var notice in await notices.ListAsync(cancellationToken))
            {
                await failures.TryAsync(
                    async () =>
                    {
                        if (await PlanAsync(notice, known.GetValueOrDefault(IdFor(notice)), now, cancellationToken) is { } planned)
                        {
                            known[planned.Id] = planned;
                        }
                    },
                    cancellationToken);
            }
        }

        foreach (var reminder in known.Values.Where(reminder => !reminder.IsClosed || reminder.Unrecorded.Count > 0))
        {
            await failures.TryAsync(() => AdvanceAsync(reminder, failures, now, cancellationToken), cancellationToken);
        }

        // As they were before this run: only a run that finds nothing to do is the last one.
        nothingIsLeft = days == 0 && !failures.IsAny && known.Values.All(reminder => reminder.IsClosed && reminder.Unrecorded.Count == 0);
        failures.ThrowIfAny();
    }

    private static MailingId IdFor(Notice notice) => MailingId.Reminder(notice.Id, notice.Dates.EffectiveOn);

    /// <returns>The reminder of a notice's present effective date if it is new or was changed; else null.</returns>
    private async Task<Reminder?> PlanAsync(Notice notice, Reminder? known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (notice.Stage is not (NoticeStage.Planned or NoticeStage.Mailing) || notice.Pending is not null || now >= notice.Dates.EffectiveAt)
        {
            return null;
        }

        var dueAt = ReminderDates.DueAt(notice.TimeZone, notice.Dates.EffectiveOn, days);
        if (known is not null)
        {
            return await ReplanAsync(known, dueAt, cancellationToken);
        }

        var version = await versions.FindAsync(notice.Id.Document, notice.Id.Version, cancellationToken);
        if (version is not { IsPending: true } || version.EffectiveOn != notice.Dates.EffectiveOn)
        {
            return null;
        }

        // The mail before the row: a reminder that can be found can be sent.
        var id = IdFor(notice);
        var content = await contents.KeepAsync(
            id, Reminder.Revision, await renderer.RenderReminderAsync(version, notice.Dates, now, cancellationToken), cancellationToken);
        var reminder = new Reminder(id, dueAt, notice.Dates.EffectiveAt, content.Digest, ReminderStage.Planned, now, null);
        if (await reminders.TryAddAsync(reminder.Recording(ReminderEvents.Planned(reminder)), cancellationToken))
        {
            LogPlanned(id, dueAt);
        }

        return await reminders.RecordAsync(await reminders.GetAsync(id, cancellationToken));
    }

    // The setting was changed since: what has not begun follows it.
    private async Task<Reminder?> ReplanAsync(Reminder known, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        if (!IsToReplan(known, dueAt))
        {
            return null;
        }

        return (await reminders.ChangeAsync(
            known.Id,
            current =>
            {
                var moved = current with { DueAt = dueAt, Stage = ReminderStage.Planned, EndedAt = null, EndedBecause = null, IsClosed = false, Steps = current.Steps + 1 };
                return IsToReplan(current, dueAt) ? moved.Recording(ReminderEvents.Planned(moved)) : null;
            },
            cancellationToken)).Reminder;
    }

    private static bool IsToReplan(Reminder reminder, DateTimeOffset dueAt) =>
        (reminder.Stage is ReminderStage.Planned && reminder.DueAt != dueAt)
        || reminder is { Stage: ReminderStage.Stopped, StartedAt: null, EndedBecause: ReminderEnd.SwitchedOff };

    private async Task AdvanceAsync(Reminder reminder, Failures failures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        reminder = await reminders.RecordAsync(reminder);
        var notice = await notices.GetAsync(reminder.Id.Notice, cancellationToken);
        var partitions = await notices.PartitionsAsync(reminder.Id, cancellationToken);
        if (reminder.IsOpen && ReminderEnd.Of(reminder, notice, partitions, isOn: days > 0, now) is { } end)
        {
            (reminder, _) = await reminders.ChangeAsync(reminder.Id, current => current.IsOpen ? end.Apply(current, now) : null, cancellationToken);
            LogEnded(reminder.Id, reminder.Stage, reminder.EndedBecause);
        }

        if (!reminder.IsOpen)
        {
            metrics.Reminding(reminder.Id.ToString(), 0);
            await CloseAsync(reminder, partitions, now, cancellationToken);
            return;
        }

        if (notice.NeedsApproval && reminder.Stage is ReminderStage.Planned)
        {
            // That legal cannot be shown the mail keeps nobody from being reminded in time.
            var announced = reminder;
            await failures.TryAsync(() => alerts.AnnounceAsync(announced, cancellationToken), cancellationToken);
        }

        reminder = await ResumeAsync(await StartAsync(reminder, notice, now, cancellationToken), now, cancellationToken);
        if (reminder.Stage is ReminderStage.Sending)
        {
            metrics.Reminding(reminder.Id.ToString(), partitions.Sum(partition => partition.Counts.Pending));
        }

        if (reminder is { PausedBecause: { } because, PausedUntil: null })
        {
            await alerts.PausedAsync(reminder, because, cancellationToken);
        }

        if (reminder.MaySend(notice, now))
        {
            await dispatch.SendAsync(reminder.Id, ReminderMailer.Queue, [.. partitions.Where(partition => IsDue(partition, now))], now, cancellationToken);
        }
    }

    private async Task<Reminder> StartAsync(Reminder reminder, Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reminder.Stage is not ReminderStage.Planned || !reminder.MayStart(notice, now))
        {
            return reminder;
        }

        (reminder, _) = await reminders.ChangeAsync(
            reminder.Id,
            current => current.Stage is ReminderStage.Planned && current.MayStart(notice, now)
                ? (current with { Stage = ReminderStage.Sending, StartedAt = now }).Recording(ReminderEvents.Started(current))
                : null,
            cancellationToken);
        return reminder;
    }

    private async Task<Reminder> ResumeAsync(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reminder.PausedUntil is not { } until || until > now)
        {
            return reminder;
        }

        (reminder, _) = await reminders.ChangeAsync(
            reminder.Id,
            current => current.PausedUntil == until
                ? (current with { PausedBecause = null, PausedUntil = null, Steps = current.Steps + 1 }).Recording(ReminderEvents.Resumed(current))
                : null,
            cancellationToken);
        return reminder;
    }

    private async Task CloseAsync(Reminder reminder, IReadOnlyList<NoticePartition> partitions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reminder.Stage is ReminderStage.Missed && !await alerts.MissedAsync(reminder, ReminderEnd.CountsOf(partitions), cancellationToken))
        {
            return;
        }

        await closing.CloseAsync(reminder, now, cancellationToken);
    }

    // What waits longer than anything ever does was planned by a clock that has been set back since.
    private bool IsDue(NoticePartition partition, DateTimeOffset now) => !partition.IsSettled
        && (partition.NextPassAt <= now || partition.NextPassAt > now + TimeSpan.FromMinutes(sending.UnknownRetryMinutes) + NoticeBatch.Trust);

    [LoggerMessage(LogLevel.Information, "Planned {Reminder}: it is due at {DueAt:u}.")]
    private partial void LogPlanned(MailingId reminder, DateTimeOffset dueAt);

    [LoggerMessage(LogLevel.Information, "{Reminder} has ended: {Stage}. {Because}")]
    private partial void LogEnded(MailingId reminder, ReminderStage stage, string? because);
}
