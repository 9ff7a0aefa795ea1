using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Changes;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices;

/// <summary>Plans notices, starts their mailing and sees to it that no partition is forgotten.</summary>
public sealed partial class NoticeService
{
    private const int RecipientsPerMessage = 500;
    private const int MostWaiting = 128;

    private readonly NoticeStore notices;
    private readonly NoticeRenderer renderer;
    private readonly NoticeContentStore contents;
    private readonly VersionStore versions;
    private readonly RecipientStore recipients;
    private readonly StorageLayout storage;
    private readonly AuditLog audit;
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
        StorageLayout storage,
        AuditLog audit,
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
        this.storage = storage;
        this.audit = audit;
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
            return planned;
        }

        const int First = 1;
        var now = clock.GetUtcNow().ToUniversalTime();
        var dates = NoticePlanner.Plan(version, periods, options);

        // The mail before the row: a notice that can be found can be sent.
        var content = await contents.KeepAsync(id, First, await renderer.RenderAsync(version, dates, now, cancellationToken), cancellationToken);
        var notice = new Notice(id, version.Title, version.TimeZone, dates, now, First, NoticeStage.Planned, null, null, null, null, null, null, null);
        if (await notices.TryAddAsync(notice, cancellationToken))
        {
            LogPlanned(id, dates.MailingStartsAt, dates.EffectiveAt);
        }

        var stored = await notices.GetAsync(id, cancellationToken);
        await audit.AppendAsync(NoticeEvents.Planned(stored, content.Digest), CancellationToken.None);
        return stored;
    }

    private async Task AdvanceAsync(Notice notice, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        if (notice is { Stage: NoticeStage.Planned, PausedBecause: null } && now >= notice.Dates.MailingStartsAt)
        {
            (notice, _) = await notices.ChangeAsync(
                notice.Id, current => current.Stage is NoticeStage.Planned ? current with { Stage = NoticeStage.Mailing } : null, cancellationToken);
            var counts = await recipients.CountsAsync(cancellationToken);
            await audit.AppendAsync(NoticeEvents.MailingStarted(notice, counts.Verified, counts.Unverified), CancellationToken.None);
        }

        if (notice.Stage is NoticeStage.Mailing && notice.PausedUntil is { } until && until <= now)
        {
            (notice, var resumed) = await notices.ChangeAsync(
                notice.Id, current => current.PausedUntil == until ? current with { PausedBecause = null, PausedUntil = null } : null, cancellationToken);
            if (resumed)
            {
                await audit.AppendAsync(NoticeEvents.Resumed(notice, until), CancellationToken.None);
                await notices.DueAtOnceAsync(notice.Id, now, cancellationToken);
            }
        }

        if (notice.MayMail(now))
        {
            await SendMessagesAsync(notice, now, cancellationToken);
        }
    }

    private async Task SendMessagesAsync(Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = (await notices.PartitionsAsync(notice.Id, cancellationToken)).Where(partition => partition.NextPassAt <= now).ToList();
        if (due.Count == 0)
        {
            return;
        }

        // Messages that wait are not lost: more of them would only be more work.
        var queue = await storage.QueueAsync(NoticeBatch.Queue, cancellationToken);
        if ((await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount >= MostWaiting)
        {
            return;
        }

        var people = (await recipients.CountsAsync(cancellationToken)).Verified;
        var messages = (int)Math.Clamp((people + RecipientsPerMessage - 1) / RecipientsPerMessage, 1, due.Count);
        foreach (var part in due.Chunk((due.Count + messages - 1) / messages))
        {
            // Whoever moves the next pass sends the message; should it get lost, the pass is due again.
            if (await notices.TryScheduleAsync(notice.Id, part, now + NoticeBatch.Trust, cancellationToken))
            {
                await queue.SendMessageAsync(new NoticeBatch(notice.Id, [.. part.Select(partition => partition.Partition)]).Write(), cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Planned {Notice}: mailing starts at {MailingStartsAt:u}, in force at {EffectiveAt:u}.")]
    private partial void LogPlanned(NoticeId notice, DateTimeOffset mailingStartsAt, DateTimeOffset effectiveAt);
}
