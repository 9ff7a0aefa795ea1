using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Mailing;

/// <summary>Makes the copies that are due in the partitions a message names. Safe to repeat and to run beside itself.</summary>
internal sealed class BatchWorker(NoticeStore notices, PartitionPass pass, StorageLayout storage, AuditLog audit, TimeProvider clock)
{
    // Well below the ten minutes that a function may take.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    /// <param name="batch">The message.</param>
    /// <param name="kind">What it is about; names the queue and the audit entries.</param>
    /// <param name="open">Reads the mailing as it now is; null when it is not to be mailed now.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <returns>How it ended; null when the mailing is not to be mailed now.</returns>
    public async Task<PassResult?> RunAsync(
        NoticeBatch batch, BatchKind kind, Func<DateTimeOffset, Task<IMailing?>> open, CancellationToken cancellationToken)
    {
        var endBy = clock.GetUtcNow() + LongestRun;
        using var digest = new BatchDigest();
        var refusals = new RefusalWatch();
        try
        {
            for (var index = 0; index < batch.Partitions.Count; index++)
            {
                if (await open(clock.GetUtcNow()) is not { } mailing)
                {
                    return null;
                }

                var result = clock.GetUtcNow() < endBy
                    ? await pass.RunAsync(mailing, batch.Partitions[index], digest, refusals, endBy, cancellationToken)
                    : PassResult.OutOfTime;
                if (result is PassResult.OutOfTime)
                {
                    await ContinueLaterAsync(batch with { Partitions = [.. batch.Partitions.Skip(index)] }, kind, cancellationToken);
                }

                if (result is not PassResult.Done)
                {
                    return result;
                }
            }
        }
        finally
        {
            await ReportAsync(batch, kind, digest);
        }

        return PassResult.Done;
    }

    private async Task ContinueLaterAsync(NoticeBatch rest, BatchKind kind, CancellationToken cancellationToken)
    {
        var partitions = (await notices.PartitionsAsync(rest.Mailing, cancellationToken)).Where(partition => rest.Partitions.Contains(partition.Partition));
        await notices.TryScheduleAsync(rest.Mailing, partitions, clock.GetUtcNow() + NoticeBatch.Trust, cancellationToken);
        await (await storage.QueueAsync(kind.Queue, cancellationToken)).SendMessageAsync(rest.Write(), cancellationToken);
    }

    private async Task ReportAsync(NoticeBatch batch, BatchKind kind, BatchDigest digest)
    {
        if (digest.Count == 0)
        {
            return;
        }

        var hash = digest.Current();
        await audit.AppendAsync(
            new(
                $"{kind.Action}:{batch.Mailing}:{hash}",
                kind.Action,
                batch.Mailing.ToString(),
                Actor.System(kind.Queue),
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["deliveries"] = digest.Count.ToString(CultureInfo.InvariantCulture),
                    ["partitions"] = string.Join(' ', batch.Partitions),
                    ["sha256"] = hash,
                }),
            CancellationToken.None);
    }
}
