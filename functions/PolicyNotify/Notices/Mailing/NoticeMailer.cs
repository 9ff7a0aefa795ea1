using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;

namespace PolicyNotify.Notices.Mailing;

/// <summary>Works on the messages of the queue <c>notice-batches</c>.</summary>
public sealed partial class NoticeMailer
{
    private static readonly BatchKind Kind = new(NoticeBatch.Queue, "notice.batch");

    private readonly NoticeStore notices;
    private readonly NoticeRecorder recorder;
    private readonly NoticeContentStore contents;
    private readonly LedgerScan scan;
    private readonly BatchWorker worker;
    private readonly AuditLog audit;
    private readonly NoticeOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<NoticeMailer> logger;

    internal NoticeMailer(
        NoticeStore notices,
        NoticeRecorder recorder,
        NoticeContentStore contents,
        LedgerScan scan,
        BatchWorker worker,
        AuditLog audit,
        IOptions<NoticeOptions> options,
        TimeProvider clock,
        ILogger<NoticeMailer> logger)
    {
        this.notices = notices;
        this.recorder = recorder;
        this.contents = contents;
        this.scan = scan;
        this.worker = worker;
        this.audit = audit;
        this.options = options.Value;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Makes the deliveries that are due in the partitions a message names. Safe to repeat and to run beside itself.</summary>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        var batch = NoticeBatch.Read(message);
        var id = batch.Mailing.Notice;
        switch (await worker.RunAsync(batch, Kind, now => OpenAsync(id, now, cancellationToken), cancellationToken))
        {
            case null:
                LogNotMailing(id);
                break;
            case PassResult.MayNotMail:
                await ReportPauseAsync(id, cancellationToken);
                break;
            case PassResult.Done:
                await ReportToldAsync(id, cancellationToken);
                break;
        }
    }

    private async Task<IMailing?> OpenAsync(NoticeId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await notices.FindAsync(id, cancellationToken) is { } notice && notice.MayMail(now)
            ? new NoticeMailing(notice, notices, recorder, contents, scan, options)
            : null;

    private async Task ReportPauseAsync(NoticeId id, CancellationToken cancellationToken)
    {
        var notice = await notices.GetAsync(id, cancellationToken);
        if (notice.PausedBecause is { } because)
        {
            LogPaused(id, because);
        }
    }

    private async Task ReportToldAsync(NoticeId id, CancellationToken cancellationToken)
    {
        var partitions = await notices.PartitionsAsync(id, cancellationToken);
        if (!partitions.All(partition => partition.IsSettled))
        {
            // Somebody verified since is still to be told: what was said of everybody no longer holds.
            await notices.ChangeAsync(id, current => current.ToldAt is null ? null : current with { ToldAt = null }, cancellationToken);
            return;
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        var (notice, _) = await notices.ChangeAsync(id, current => current.ToldAt is null ? current with { ToldAt = now } : null, cancellationToken);
        var counts = partitions.Aggregate(NoticeCounts.None, (sum, partition) => sum.Plus(partition.Counts));
        await audit.AppendAsync(NoticeEvents.Told(notice, counts), CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Information, "{Notice} is not to be mailed now; the message is dropped.")]
    private partial void LogNotMailing(NoticeId notice);

    [LoggerMessage(LogLevel.Error, "Mailing of {Notice} is paused: {Because}")]
    private partial void LogPaused(NoticeId notice, string because);
}
