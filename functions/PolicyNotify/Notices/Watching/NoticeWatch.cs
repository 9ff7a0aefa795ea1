using Microsoft.Extensions.Logging;
using PolicyNotify.Evidence;
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
    private readonly NoticeAlerts alerts;
    private readonly AuditLog audit;
    private readonly PolicyNotifyMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger<NoticeWatch> logger;

    internal NoticeWatch(
        NoticeStore notices,
        NoticeDirectory directory,
        WatchStore memory,
        NoticeAlerts alerts,
        AuditLog audit,
        PolicyNotifyMetrics metrics,
        TimeProvider clock,
        ILogger<NoticeWatch> logger)
    {
        this.notices = notices;
        this.directory = directory;
        this.memory = memory;
        this.alerts = alerts;
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
        foreach (var notice in await notices.ListAsync(cancellationToken))
        {
            if (notice.Stage is NoticeStage.Planned or NoticeStage.Mailing || notice.CompletedAt > now - AfterTheEnd || notice.Stage is NoticeStage.Cancelled)
            {
                await failures.TryAsync(() => LookAsync(notice, now, cancellationToken), cancellationToken);
            }
        }

        failures.ThrowIfAny();
    }

    private async Task LookAsync(Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await memory.ReadAsync(notice.Id, cancellationToken);
        if (notice.Stage is NoticeStage.Cancelled && before is { Risk: NoticeRisk.None, HeldSince: null })
        {
            return;
        }

        var view = await directory.ViewAsync(notice, cancellationToken);
        var isHeld = notice is { HeldBecause: not null, Stage: not NoticeStage.Completed };
        metrics.Watched(notice.Id.ToString(), notice.Stage is NoticeStage.Completed or NoticeStage.Cancelled ? 0 : view.Counts.Pending, isHeld, view.Forecast.AtRisk);

        var after = before.Saw(now, view.State is NoticeState.Mailing, view.Counts.Accepted + view.Counts.Refused);
        after = await WatchRiskAsync(view, after, now, cancellationToken);
        after = await WatchHoldAsync(view, after, isHeld, now, cancellationToken);
        if (after != before && !await memory.TryKeepAsync(notice.Id, after, cancellationToken))
        {
            return;
        }

        // Only what is remembered is told, so that two processes tell the same.
        if (view.Forecast.AtRisk && after is { Risk: not NoticeRisk.None, RiskSince: { } since })
        {
            await alerts.AtRiskAsync(view, since, now, cancellationToken);
        }

        if (after.HeldSince is { } heldSince && isHeld)
        {
            await alerts.HeldAsync(view, heldSince, cancellationToken);
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
            await audit.AppendAsync(Entry("notice.at-risk", view, now, view.Forecast.Because!), CancellationToken.None);
            return record with { Risk = view.Forecast.Risk, RiskSince = now, ClearSince = null };
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
        await audit.AppendAsync(Entry("notice.risk-cleared", view, record.RiskSince.Value, $"It was at risk since {NoticeEvents.Moment(record.RiskSince.Value)}."), CancellationToken.None);
        return record with { Risk = NoticeRisk.None, RiskSince = null, ClearSince = null };
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
