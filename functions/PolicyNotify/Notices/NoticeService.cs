using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Changes;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>Plans notices, starts their mailing and sees to it that no partition is forgotten.</summary>
public sealed partial class NoticeService
{
    private readonly NoticeStore notices;
    private readonly NoticeRenderer renderer;
    private readonly NoticeContentStore contents;
    private readonly VersionStore versions;
    private readonly RecipientStore recipients;
    private readonly BatchDispatch dispatch;
    private readonly AuditLog audit;
    private readonly NoticeRecorder recorder;
    private readonly NoticeReplanner replanner;
    private readonly VersionDecisions decisions;
    private readonly NoticeProof proof;
    private readonly PlanningTroubles troubles;
    private readonly TimeProvider clock;
    private readonly PublishingOptions periods;
    private readonly NoticeOptions options;
    private readonly ILogger<NoticeService> logger;

    internal NoticeService(
        NoticeStore notices,
        NoticeRenderer renderer,
        NoticeContentStore contents,
        VersionStore versions,
        RecipientStore recipients,
        BatchDispatch dispatch,
        AuditLog audit,
        NoticeRecorder recorder,
        NoticeReplanner replanner,
        VersionDecisions decisions,
        NoticeProof proof,
        PlanningTroubles troubles,
        TimeProvider clock,
        IOptions<PublishingOptions> periods,
        IOptions<NoticeOptions> options,
        ILogger<NoticeService> logger)
    {
        this.notices = notices;
        this.renderer = renderer;
        this.contents = contents;
        this.versions = versions;
        this.recipients = recipients;
        this.dispatch = dispatch;
        this.audit = audit;
        this.recorder = recorder;
        this.replanner = replanner;
        this.decisions = decisions;
        this.proof = proof;
        this.troubles = troubles;
        this.clock = clock;
        this.periods = periods.Value;
        this.options = options.Value;
        this.logger = logger;
    }

    /// <summary>Plans what a message of the queue <c>versions-published</c> asks for. A minor version never gets a notice.</summary>
    public async Task PlanAsync(string message, CancellationToken cancellationToken)
    {
        var nudge = VersionNudge.Read(message);
        if (await versions.FindAsync(nudge.Document, nudge.Version, cancellationToken) is { } version && await PlanAsync(version, cancellationToken) is { } notice)
        {
            await AdvanceAsync(notice, cancellationToken);
        }
    }

    /// <summary>Plans what was missed, starts what is due, and sends messages for partitions whose pass is due. Runs every minute.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        foreach (var version in await versions.ListPendingAsync(cancellationToken))
        {
            await failures.TryAsync(() => PlanAsync(version, cancellationToken), cancellationToken);
        }

        foreach (var notice in await notices.ListAsync(cancellationToken))
        {
            await failures.TryAsync(() => AdvanceAsync(notice, cancellationToken), cancellationToken);
        }

        failures.ThrowIfAny();
    }

    private async Task<Notice?> PlanAsync(PolicyVersion version, CancellationToken cancellationToken)
    {
        if (version.Significance is not Significance.Significant || version.State is not (VersionState.Scheduled or VersionState.Held))
        {
            return null;
        }

        var id = NoticeId.Of(version.Document, version.Number);
        if (await notices.FindAsync(id, cancellationToken) is { } planned)
        {
            // Whoever finds a decision half carried out finishes it; the dates are compared only with what is then the version's.
            var settled = await decisions.CompleteAsync(planned, cancellationToken);
            return settled.Dates.EffectiveOn == version.EffectiveOn ? settled : await MendAsync(settled, cancellationToken);
        }

        try
        {
            return await PlanFirstAsync(version, id, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The run fails as well, and is repeated each minute; but people read notices and not logs.
            await troubles.FailedAsync(id, MailText.Redacted($"{exception.GetType().Name}: {exception.Message}"), cancellationToken);
            throw;
        }
    }

    private async Task<Notice> PlanFirstAsync(PolicyVersion version, NoticeId id, CancellationToken cancellationToken)
    {
        const int First = 1;
        var now = clock.GetUtcNow().ToUniversalTime();
        var dates = NoticePlanner.Plan(version, periods, options);

        // The mail before the row: a notice that can be found can be sent.
        var content = await contents.KeepAsync(id, First, await renderer.RenderAsync(version, dates, now, cancellationToken), cancellationToken);
        var notice = new Notice(id, version.Title, version.TimeZone, dates, now, First, NoticeStage.Planned, null, null, null, null, null, null, null)
        {
            Content = content.Digest,
            NeedsApproval = options.RequireApproval,
        };
        if (await notices.TryAddAsync(notice, cancellationToken))
        {
            LogPlanned(id, dates.MailingStartsAt, dates.EffectiveAt);
        }

        var stored = await notices.GetAsync(id, cancellationToken);
        await audit.AppendAsync(NoticeEvents.Planned(stored, content.Digest), CancellationToken.None);
        return stored;
    }

    // The version is read after the notice: a postponement stores itself with the notice before it moves the version.
    private async Task<Notice> MendAsync(Notice notice, CancellationToken cancellationToken) =>
        await versions.FindAsync(notice.Id.Document, notice.Id.Version, cancellationToken) is { } version
        && version.EffectiveOn != notice.Dates.EffectiveOn
        && notice.Stage is NoticeStage.Planned or NoticeStage.Mailing
            ? await replanner.RepairAsync(notice, version, cancellationToken)
            : notice;

    private async Task AdvanceAsync(Notice notice, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        notice = await decisions.CompleteAsync(await recorder.RecordAsync(notice), cancellationToken);
        if (!notice.IsApproved && notice is { Stage: NoticeStage.Planned or NoticeStage.Mailing } && now < notice.Dates.TellBy)
        {
            await proof.SendAsync(notice, cancellationToken);
        }

        if (notice.MayStart(now))
        {
            var counts = await recipients.CountsAsync(cancellationToken);
            (notice, _) = await recorder.ChangeAsync(
                notice.Id,
                current => current.MayStart(now)
                    ? (current with { Stage = NoticeStage.Mailing }).Recording(NoticeEvents.MailingStarted(current, counts.Verified, counts.Unverified))
                    : null,
                cancellationToken);
        }

        if (notice.Stage is NoticeStage.Mailing && notice.PausedUntil is { } until && until <= now)
        {
            (notice, var resumed) = await recorder.ChangeAsync(
                notice.Id,
                current => current.PausedUntil == until
                    ? (current with { PausedBecause = null, PausedUntil = null }).Recording(NoticeEvents.Resumed(current, until))
                    : null,
                cancellationToken);
            if (resumed)
            {
                await notices.DueAtOnceAsync(notice.Id, now, cancellationToken);
            }
        }

        if (notice.MayMail(now))
        {
            await SendMessagesAsync(notice, now, cancellationToken);
        }
    }

    private async Task SendMessagesAsync(Notice notice, DateTimeOffset now, CancellationToken cancellationToken) => await dispatch.SendAsync(
        notice.Id,
        NoticeBatch.Queue,
        [.. (await notices.PartitionsAsync(notice.Id, cancellationToken)).Where(partition => IsDue(partition, now))],
        now,
        cancellationToken);

    // No pass is planned further ahead than this: what is was planned by a clock that has been set back since.
    private bool IsDue(NoticePartition partition, DateTimeOffset now)
    {
        var catchUp = TimeSpan.FromMinutes(options.CatchUpMinutes);
        return partition.NextPassAt <= now || partition.NextPassAt > now + (catchUp > NoticeBatch.Trust ? catchUp : NoticeBatch.Trust);
    }

    [LoggerMessage(LogLevel.Information, "Planned {Notice}: mailing starts at {MailingStartsAt:u}, in force at {EffectiveAt:u}.")]
    private partial void LogPlanned(NoticeId notice, DateTimeOffset mailingStartsAt, DateTimeOffset effectiveAt);
}
