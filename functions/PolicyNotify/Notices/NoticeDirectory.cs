using PolicyNotify.Notices.Planning;

namespace PolicyNotify.Notices;

/// <summary>The notices as legal sees them.</summary>
public sealed class NoticeDirectory
{
    private readonly NoticeStore store;
    private readonly TimeProvider clock;

    internal NoticeDirectory(NoticeStore store, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
    }

    /// <summary>Every notice, the latest planned first.</summary>
    public async Task<IReadOnlyList<NoticeView>> ListAsync(CancellationToken cancellationToken)
    {
        var views = new List<NoticeView>();
        foreach (var notice in await store.ListAsync(cancellationToken))
        {
            views.Add(await ViewAsync(notice, cancellationToken));
        }

        return views;
    }

    /// <summary>One notice.</summary>
    /// <exception cref="Problems.UnknownResourceException">There is none of that name.</exception>
    public async Task<NoticeView> GetAsync(NoticeId id, CancellationToken cancellationToken) =>
        await ViewAsync(await store.GetAsync(id, cancellationToken), cancellationToken);

    private async Task<NoticeView> ViewAsync(Notice notice, CancellationToken cancellationToken)
    {
        var partitions = await store.PartitionsAsync(notice.Id, cancellationToken);
        var failures = partitions
            .SelectMany(partition => partition.Failures)
            .GroupBy(failure => failure.Key, StringComparer.Ordinal)
            .OrderByDescending(same => same.Sum(failure => failure.Value))
            .ThenBy(same => same.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Sum(failure => failure.Value), StringComparer.Ordinal);
        return new(
            notice.Id,
            notice.Id.Document,
            notice.Id.Version,
            notice.Title,
            notice.StateAt(clock.GetUtcNow()),
            notice.PlannedAt,
            notice.Dates.CoolingOffUntil,
            notice.Dates.MailingStartsAt,
            notice.Dates.TellBy,
            notice.Dates.EffectiveOn,
            notice.Dates.EffectiveAt,
            notice.TimeZone,
            notice.Dates.ObjectionsCloseAt,
            notice.ToldAt,
            notice.CompletedAt,
            notice.HeldBecause ?? notice.PausedBecause,
            partitions.Aggregate(NoticeCounts.None, (sum, partition) => sum.Plus(partition.Counts)),
            failures,
            notice.Revision);
    }
}
