using Microsoft.Extensions.Logging;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;

namespace PolicyNotify.Notices.TakingEffect;

/// <summary>Lets versions take effect when their day has come: minor ones at once, significant ones when the guard allows it.</summary>
public sealed partial class EffectService
{
    private static readonly Actor Timer = Actor.System("take-effect");

    private const string CanBeReleased = "Everybody who had to be told has by now had the full notice period or can never be reached: legal can release it.";

    // The guard reads everybody; what it finds of a version that is held need not be up to the minute.
    private static readonly TimeSpan BetweenJudgements = TimeSpan.FromMinutes(10);

    private readonly VersionStore versions;
    private readonly VersionLifecycle lifecycle;
    private readonly NoticeStore notices;
    private readonly EffectGuard guard;
    private readonly AuditLog audit;
    private readonly LegalMailbox legal;
    private readonly TimeProvider clock;
    private readonly ILogger<EffectService> logger;
    private bool isRecordComplete;

    internal EffectService(
        VersionStore versions,
        VersionLifecycle lifecycle,
        NoticeStore notices,
        EffectGuard guard,
        AuditLog audit,
        LegalMailbox legal,
        TimeProvider clock,
        ILogger<EffectService> logger)
    {
        this.versions = versions;
        this.lifecycle = lifecycle;
        this.notices = notices;
        this.guard = guard;
        this.audit = audit;
        this.legal = legal;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Looks at every version that is still to take effect. Runs every minute; may be repeated.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        if (!isRecordComplete)
        {
            await failures.TryAsync(() => CompleteRecordAsync(cancellationToken), cancellationToken);
        }

        foreach (var document in (await versions.ListPendingAsync(cancellationToken)).GroupBy(version => version.Document))
        {
            await failures.TryAsync(() => RunAsync(document.OrderBy(version => version.Number), cancellationToken), cancellationToken);
        }

        // A crash between a version and its notice leaves the notice open: closed here.
        foreach (var notice in (await notices.ListAsync(cancellationToken)).Where(notice => notice.Stage is NoticeStage.Planned or NoticeStage.Mailing))
        {
            await failures.TryAsync(() => CloseAsync(notice, cancellationToken), cancellationToken);
        }

        isRecordComplete &= !failures.IsAny;
        failures.ThrowIfAny();
    }

    // A version can have been put in force without its audit entry only where a process died or a run failed: so after each of these, once.
    private async Task CompleteRecordAsync(CancellationToken cancellationToken)
    {
        foreach (var document in await versions.ListDocumentsAsync(cancellationToken))
        {
            if (await versions.InForceAsync(document, cancellationToken) is { } version)
            {
                await lifecycle.MarkInForceAsync(document, version.Number, Timer, cancellationToken);
            }
        }

        isRecordComplete = true;
    }

    private async Task CloseAsync(Notice notice, CancellationToken cancellationToken)
    {
        var version = await versions.FindAsync(notice.Id.Document, notice.Id.Version, cancellationToken);
        if (version is { State: VersionState.InForce or VersionState.Superseded })
        {
            await CompleteAsync(notice, await guard.JudgeAsync(notice, version.InForceSince!.Value, cancellationToken), cancellationToken);
        }
    }

    // Versions take effect in the order of their numbers: one that is not due or held keeps the later ones waiting.
    private async Task RunAsync(IEnumerable<PolicyVersion> pending, CancellationToken cancellationToken)
    {
        foreach (var version in pending)
        {
            if (version.EffectiveAt > clock.GetUtcNow() || !await TryTakeEffectAsync(version, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> TryTakeEffectAsync(PolicyVersion version, CancellationToken cancellationToken)
    {
        if (version.Significance is Significance.Minor)
        {
            await lifecycle.MarkInForceAsync(version.Document, version.Number, Timer, cancellationToken);
            LogInForce(version.Document, version.Number);
            return true;
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        if (await notices.FindAsync(NoticeId.Of(version.Document, version.Number), cancellationToken) is not { } notice)
        {
            await HoldAsync(version, "No notice has been planned yet.", cancellationToken);
            return false;
        }

        if (notice.Pending is not null)
        {
            return false;
        }

        if (notice.OnHoldBecause is not null)
        {
            // Everybody can read why a version is held; legal's own words are for the notice.
            await HoldAsync(version, "Legal put its notice on hold.", cancellationToken);
            return false;
        }

        if (notice.HeldBecause is not null && notice.JudgedAt is { } judged && now >= judged && now - judged < BetweenJudgements)
        {
            return false;
        }

        var verdict = await guard.JudgeAsync(notice, now, cancellationToken);
        if (ReasonToHold(notice, verdict) is { } because)
        {
            var (after, _) = await notices.ChangeAsync(
                notice.Id,
                current => current.Pending is null && current.Revision == notice.Revision && current.ReleasedAt == notice.ReleasedAt && current.OnHoldBecause is null
                    ? current with { HeldBecause = because, JudgedAt = now, ReleasedAt = null }
                    : null,
                cancellationToken);
            if (after.HeldBecause == because)
            {
                await HoldAsync(version, because, cancellationToken);
                if (because == CanBeReleased)
                {
                    await TellReleasableAsync(notice, cancellationToken);
                }
            }

            return false;
        }

        // The guard reads everybody, which takes a while: what legal decided meanwhile comes first.
        var present = await notices.GetAsync(notice.Id, cancellationToken);
        if (present.OnHoldBecause is not null || present.Pending is not null || present.Revision != notice.Revision)
        {
            return false;
        }

        await lifecycle.MarkInForceAsync(version.Document, version.Number, Timer, cancellationToken);
        LogInForce(version.Document, version.Number);
        await CompleteAsync(notice, verdict, cancellationToken);
        return true;
    }

    // Once held, a version waits for legal, whatever the guard finds later: so everybody sees that a promise was not kept by itself.
    private static string? ReasonToHold(Notice notice, GuardVerdict verdict) => notice switch
    {
        _ when !verdict.IsMet => verdict.Because,
        { IsApproved: false } => "Its mail was not approved.",

        // A hold that legal ended before the day released nothing of what came to light since.
        { ReleasedAt: { } released } when released >= notice.Dates.EffectiveAt => null,
        _ when verdict.ReachedNobody => verdict.Because,
        { HeldBecause: not null } => CanBeReleased,
        _ => null,
    };

    private async Task TellReleasableAsync(Notice notice, CancellationToken cancellationToken)
    {
        var words =
            $"""
            **{notice.Title}, version {notice.Id.Version}** has been held since it was to take effect on {notice.Dates.EffectiveOn:O}.

            {CanBeReleased} Until somebody decides, the version before it stays in force.

                policy-notify notices release {notice.Id} --by "YOUR NAME" --why "WHY"
            """;
        await legal.SendAsync(new($"notice.releasable:{notice.Id}:{notice.Revision}", $"To be released: {notice.Id}", words), cancellationToken);
    }

    private async Task HoldAsync(PolicyVersion version, string because, CancellationToken cancellationToken)
    {
        await lifecycle.HoldAsync(version.Document, version.Number, because, Timer, cancellationToken);

        // It is looked at each minute for as long as it is held: once in the log is enough.
        if (version.State is not VersionState.Held || version.HeldBecause != because)
        {
            LogHeld(version.Document, version.Number, because);
        }
    }

    private async Task CompleteAsync(Notice notice, GuardVerdict verdict, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        await audit.AppendAsync(NoticeEvents.Completed(notice, verdict), CancellationToken.None);
        await notices.ChangeAsync(
            notice.Id,
            current => current.Stage is NoticeStage.Completed
                ? null
                : current with { Stage = NoticeStage.Completed, CompletedAt = now, HeldBecause = null, PausedBecause = null, PausedUntil = null },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "{Document} {Version} is in force.")]
    private partial void LogInForce(DocumentId document, VersionNumber version);

    [LoggerMessage(LogLevel.Error, "{Document} {Version} is held: {Because}")]
    private partial void LogHeld(DocumentId document, VersionNumber version, string because);
}
