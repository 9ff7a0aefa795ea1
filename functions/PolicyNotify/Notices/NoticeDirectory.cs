using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>The notices as legal sees them.</summary>
public sealed class NoticeDirectory
{
    private readonly NoticeStore store;
    private readonly RecipientStore recipients;
    private readonly TimeProvider clock;

    internal NoticeDirectory(NoticeStore store, RecipientStore recipients, TimeProvider clock)
    {
        this.store = store;
        this.recipients = recipients;
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
        var state = notice.StateAt(clock.GetUtcNow());
        if (state is NoticeState.Told && !partitions.All(partition => partition.IsSettled))
        {
            state = NoticeState.Mailing;
        }

        return new(
            notice.Id,
            notice.Id.Document,
            notice.Id.Version,
            notice.Title,
            state,
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
            Because(notice, state),
            await CountAsync(partitions, cancellationToken),
            failures,
            notice.Revision)
        {
            Content = notice.Content,
            NeedsApproval = notice.NeedsApproval,
            Approval = notice.Approval,
        };
    }

    private static string? Because(Notice notice, NoticeState state) => state is NoticeState.AwaitingApproval
        ? $"Edition {notice.Revision} of the mail has to be approved by {NoticeEvents.Moment(notice.Dates.TellBy)}."
        : notice.CancelledBecause ?? notice.HeldBecause ?? notice.OnHoldBecause ?? notice.PausedBecause;

    // A partition without a pass has recorded nobody, yet everybody in it is still to be told.
    private async Task<NoticeCounts> CountAsync(IReadOnlyList<NoticePartition> partitions, CancellationToken cancellationToken)
    {
        var untouched = partitions.Where(partition => partition.PassedAt is null).Select(partition => partition.Partition).ToList();
        var expected = untouched.Count == 0 ? [] : await recipients.CountsAsync(untouched, cancellationToken);
        var counts = partitions
            .Where(partition => partition.PassedAt is not null)
            .Select(partition => partition.Counts)
            .Concat(expected.Select(count => NoticeCounts.None with { Verified = count.Verified, Unverified = count.Unverified, Pending = count.Verified }))
            .Aggregate(NoticeCounts.None, (sum, part) => sum.Plus(part));
        return counts with { Pending = Math.Max(counts.Pending, counts.Verified - counts.Accepted - counts.Refused) };
    }
}
