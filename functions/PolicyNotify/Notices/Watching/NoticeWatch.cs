using Microsoft.Extensions.Logging;
using PolicyNotify.Evidence;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Notices.Watching;

/// <summary>Looks at every notice under way and tells legal, early and once, when the last moment to tell people may be missed or a version is held.</summary>
public sealed partial class NoticeWatch
{
    // Long enough to tell legal that what was held has taken effect, however busy the mail system.
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromDays(2);

    // A mail system that turns us away is tried again every quarter of an hour: a risk that comes and goes like that is one risk.
    private static readonly TimeSpan Calm = TimeSpan.FromHours(1);

    private readonly NoticeStore notices;
    private readonly NoticeDirectory directory;
    private readonly WatchStore memory;
    private readonly UnplannedNotices unplanned;
    private readonly PlanningTroubles troubles;
    private readonly NoticeAlerts alerts;
    private readonly LegalMailHealth legalMail;
    private readonly AuditLog audit;
    private readonly PolicyNotifyMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger<NoticeWatch> logger;

    internal NoticeWatch(
        NoticeStore notices,
        NoticeDirectory directory,
        WatchStore memory,
        UnplannedNotices unplanned,
        PlanningTroubles troubles,
        NoticeAlerts alerts,
        LegalMailHealth legalMail,
        AuditLog audit,
        PolicyNotifyMetrics metrics,
        TimeProvider clock,
        ILogger<NoticeWatch> logger)
    {
        this.notices = notices;
        this.directory = directory;
        this.memory = memory;
        this.unplanned = unplanned;
        this.troubles = troubles;
        this.alerts = alerts;
        this.legalMail = legalMail;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Looks once. Runs every minute; may be repeated.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        var now = clock.GetUtcNow().ToUniversalTime();
        var all = await notices.ListAsync(cancellationToken);
        await failures.TryAsync(() => LookAtUnplannedAsync(all.Select(notice => notice.Id).ToHashSet(), failures, now, cancellationToken), cancellationToken);
        foreach (var notice in all)
        {
            if (notice.Stage is NoticeStage.Planned or NoticeStage.Mailing || notice.CompletedAt > now - AfterTheEnd || notice.Stage is NoticeStage.Cancelled)
            {
                await failures.TryAsync(() => LookAsync(notice, now, cancellationToken), cancellationToken);
            }
        }

        // Last, so that it counts what was written just now.
        await failures.TryAsync(
            async () =>
            {
                var trouble = await legalMail.FindAsync(cancellationToken);
                metrics.LegalMail(trouble?.Waiting ?? 0, trouble?.Lost ?? 0);
            },
            cancellationToken);
        failures.ThrowIfAny();
    }

    private async Task LookAtUnplannedAsync(IReadOnlySet<NoticeId> planned, Failures failures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var missing = await unplanned.ListAsync(planned, cancellationToken);
        var known = (await troubles.ListAsync(cancellationToken)).Select(trouble => trouble.Notice).ToHashSet();
        metrics.Unplanned(missing.Count(view => view.Forecast.AtRisk));
        foreach (var view in missing)
        {
            if (!known.Contains(view.Id))
            {
                // Should nobody so much as try to plan it, that has to be noticed too.
                await troubles.WriteAsync(new(view.Id, now, 0, "Nobody has tried to plan it: look at the timers and the log of the service."), cancellationToken);
            }

            var before = await memory.ReadAsync(view.Id, cancellationToken);
            await failures.TryAsync(() => LookAsync(view, before, isHeld: false, now, cancellationToken), cancellationToken);
        }

        foreach (var over in known.Except(missing.Select(view => view.Id)))
        {
            await troubles.ForgetAsync(over, cancellationToken);
        }
    }

    private async Task LookAsync(Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await memory.ReadAsync(notice.Id, cancellationToken);
        if (notice.Stage is NoticeStage.Cancelled && before is { Risk: NoticeRisk.None, HeldSince: null, Unrecorded.Count: 0 })
        {
            return;
        }

        var isHeld = notice is { HeldBecause: not null, Stage: not NoticeStage.Completed };
        await LookAsync(await directory.ViewAsync(notice, cancellationToken), before, isHeld, now, cancellationToken);
    }

    private async Task LookAsync(NoticeView view, WatchRecord before, bool isHeld, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isOver = view.State is NoticeState.Completed or NoticeState.Cancelled;
        metrics.Watched(view.Id.ToString(), isOver ? 0 : view.Counts.Pending, isHeld, view.Forecast.AtRisk);
        await RecordAsync(before);

        var after = before.Saw(now, view.State is NoticeState.Mailing, view.Counts.Accepted + view.Counts.Refused) with { Unrecorded = [] };
        after = await WatchRiskAsync(view, after, now, cancellationToken);
        after = await WatchHoldAsync(view, after, isHeld, now, cancellationToken);
        if (after != before && !await memory.TryKeepAsync(view.Id, after, cancellationToken))
        {
            return;
        }

        // Only what is remembered is recorded and told, so that two processes say the same.
        await RecordAsync(after);
        if (view.Forecast.AtRisk && after is { Risk: not NoticeRisk.None, RiskSince: { } since })
        {
            await alerts.AtRiskAsync(view, since, now, cancellationToken);
        }

        if (after.HeldSince is { } heldSince && isHeld)
        {
            await alerts.HeldAsync(view, heldSince, cancellationToken);
        }
    }

    // What is remembered with an entry gets it, if need be a minute later. The keys are reproducible, so that a repeat leaves one entry.
    private async Task RecordAsync(WatchRecord record)
    {
        foreach (var entry in record.Unrecorded)
        {
            await audit.AppendAsync(entry, CancellationToken.None);
        }
    }

    private async Task<WatchRecord> WatchRiskAsync(NoticeView view, WatchRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (view.Forecast.Risk == record.Risk)
        {
            return record with { ClearSince = null };
        }

        if (view.Forecast.AtRisk)
        {
            LogAtRisk(view.Id, view.Forecast.Because!);
            return record with { Risk = view.Forecast.Risk, RiskSince = now, ClearSince = null, Unrecorded = [Entry("notice.at-risk", view, now, view.Forecast.Because!)] };
        }

        var isOver = view.Counts.Pending == 0 || view.State is NoticeState.Completed or NoticeState.Cancelled;
        if (!isOver && (record.ClearSince is not { } clear || now - clear < Calm))
        {
            return record with { ClearSince = record.ClearSince ?? now };
        }

        // Forgotten only when legal knows.
        if (!await alerts.RiskClearedAsync(view, record.RiskSince!.Value, cancellationToken))
        {
            return record;
        }

        LogCleared(view.Id);
        var entry = Entry("notice.risk-cleared", view, record.RiskSince.Value, $"It was at risk since {NoticeEvents.Moment(record.RiskSince.Value)}.");
        return record with { Risk = NoticeRisk.None, RiskSince = null, ClearSince = null, Unrecorded = [entry] };
    }

    private async Task<WatchRecord> WatchHoldAsync(NoticeView view, WatchRecord record, bool isHeld, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (isHeld == record.HeldSince is not null)
        {
            return record;
        }

        if (isHeld)
        {
            return record with { HeldSince = now };
        }

        return await alerts.HoldEndedAsync(view, record.HeldSince!.Value, cancellationToken) ? record with { HeldSince = null } : record;
    }

    private static AuditEvent Entry(string action, NoticeView view, DateTimeOffset since, string because) => new(
        $"{action}:{view.Id}:{view.Forecast.Risk}:{since.UtcTicks}",
        action,
        view.Id.ToString(),
        Actor.System("notice-watch"),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["because"] = because });

    [LoggerMessage(LogLevel.Warning, "{Notice} is at risk: {Because}")]
    private partial void LogAtRisk(NoticeId notice, string because);

    [LoggerMessage(LogLevel.Information, "{Notice} is no longer at risk.")]
    private partial void LogCleared(NoticeId notice);
}
