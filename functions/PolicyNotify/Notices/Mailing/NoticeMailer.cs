using System.Globalization;
using Microsoft.Extensions.Logging;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Mailing;

/// <summary>Works on the messages of the queue <c>notice-batches</c>.</summary>
public sealed partial class NoticeMailer
{
    // Well below the ten minutes that a function may take.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    private readonly NoticeStore notices;
    private readonly PartitionPass pass;
    private readonly StorageLayout storage;
    private readonly AuditLog audit;
    private readonly TimeProvider clock;
    private readonly ILogger<NoticeMailer> logger;

    internal NoticeMailer(NoticeStore notices, PartitionPass pass, StorageLayout storage, AuditLog audit, TimeProvider clock, ILogger<NoticeMailer> logger)
    {
        this.notices = notices;
        this.pass = pass;
        this.storage = storage;
        this.audit = audit;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Makes the deliveries that are due in the partitions a message names. Safe to repeat and to run beside itself.</summary>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        var batch = NoticeBatch.Read(message);
        var endBy = clock.GetUtcNow() + LongestRun;
        using var digest = new BatchDigest();
        var refusals = new RefusalWatch();
        try
        {
            for (var index = 0; index < batch.Partitions.Count; index++)
            {
                var notice = await notices.FindAsync(batch.Notice, cancellationToken);
                if (notice?.MayMail(clock.GetUtcNow()) != true)
                {
                    LogNotMailing(batch.Notice);
                    return;
                }

                var result = clock.GetUtcNow() < endBy ? await pass.RunAsync(notice, batch.Partitions[index], digest, refusals, endBy, cancellationToken) : PassResult.OutOfTime;
                if (result is PassResult.OutOfTime)
                {
                    await ContinueLaterAsync(batch with { Partitions = [.. batch.Partitions.Skip(index)] }, cancellationToken);
                    return;
                }

                if (result is PassResult.MayNotMail)
                {
                    await ReportPauseAsync(batch.Notice, cancellationToken);
                    return;
                }
            }
        }
        finally
        {
            await ReportBatchAsync(batch, digest);
        }

        await ReportToldAsync(batch.Notice, cancellationToken);
    }

    private async Task ContinueLaterAsync(NoticeBatch rest, CancellationToken cancellationToken)
    {
        var partitions = (await notices.PartitionsAsync(rest.Notice, cancellationToken)).Where(partition => rest.Partitions.Contains(partition.Partition));
        await notices.TryScheduleAsync(rest.Notice, partitions, clock.GetUtcNow() + NoticeBatch.Trust, cancellationToken);
        await (await storage.QueueAsync(NoticeBatch.Queue, cancellationToken)).SendMessageAsync(rest.Write(), cancellationToken);
    }

    private async Task ReportBatchAsync(NoticeBatch batch, BatchDigest digest)
    {
        if (digest.Count == 0)
        {
            return;
        }

        var hash = digest.Current();
        await audit.AppendAsync(
            new(
                $"notice.batch:{batch.Notice}:{hash}",
                "notice.batch",
                batch.Notice.ToString(),
                Actor.System("notice-batches"),
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["deliveries"] = digest.Count.ToString(CultureInfo.InvariantCulture),
                    ["partitions"] = string.Join(' ', batch.Partitions),
                    ["sha256"] = hash,
                }),
            CancellationToken.None);
    }

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
