using Microsoft.Extensions.Options;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Notices.Watching;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>The notices as legal sees them.</summary>
public sealed class NoticeDirectory
{
    private readonly NoticeStore store;
    private readonly RecipientStore recipients;
    private readonly WatchStore watch;
    private readonly UnplannedNotices unplanned;
    private readonly NoticeOptions options;
    private readonly TimeProvider clock;

    internal NoticeDirectory(
        NoticeStore store, RecipientStore recipients, WatchStore watch, UnplannedNotices unplanned, IOptions<NoticeOptions> options, TimeProvider clock)
    {
        this.watch = watch;
        this.unplanned = unplanned;
        this.options = options.Value;
        this.store = store;
        this.recipients = recipients;
        this.clock = clock;
    }

    /// <summary>Every notice: those that are still to be planned, then the latest planned first.</summary>
    public async Task<IReadOnlyList<NoticeView>> ListAsync(CancellationToken cancellationToken)
    {
        var notices = await store.ListAsync(cancellationToken);
        var views = new List<NoticeView>(await unplanned.ListAsync(notices.Select(notice => notice.Id).ToHashSet(), cancellationToken));
        foreach (var notice in notices)
        {
            views.Add(await ViewAsync(notice, cancellationToken));
        }

        return views;
    }

    /// <summary>One notice, or what there is to say of one that is still to be planned.</summary>
    /// <exception cref="Problems.UnknownResourceException">There is none of that name.</exception>
    public async Task<NoticeView> GetAsync(NoticeId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } notice
            ? await ViewAsync(notice, cancellationToken)
            : await unplanned.FindAsync(id, cancellationToken) ?? await ViewAsync(await store.GetAsync(id, cancellationToken), cancellationToken);

    /// <summary>Nothing can be decided about a notice before it is planned.</summary>
    /// <exception cref="Problems.ConflictingStateException">It is still to be planned.</exception>
    internal async Task RequirePlannedAsync(NoticeId id, CancellationToken cancellationToken)
    {
        if (await unplanned.FindAsync(id, cancellationToken) is { } view)
        {
            throw new Problems.ConflictingStateException($"The notice of {id} is not planned yet, so there is nothing to decide about. {view.Because} Try again in a minute.");
        }
    }

    internal async Task<NoticeView> ViewAsync(Notice notice, CancellationToken cancellationToken)
    {
        var partitions = await store.PartitionsAsync(notice.Id, cancellationToken);
        var failures = partitions
            .SelectMany(partition => partition.Failures)
            .GroupBy(failure => failure.Key, StringComparer.Ordinal)
            .OrderByDescending(same => same.Sum(failure => failure.Value))
            .ThenBy(same => same.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Sum(failure => failure.Value), StringComparer.Ordinal);
        var now = clock.GetUtcNow().ToUniversalTime();
        var state = notice.StateAt(now);
        if (state is NoticeState.Told && !partitions.All(partition => partition.IsSettled))
        {
            state = NoticeState.Mailing;
        }

        var counts = await CountAsync(partitions, cancellationToken);
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
            counts,
            failures,
            notice.Revision)
        {
            AsOf = now,
            Forecast = await ForecastAsync(notice, state, counts, cancellationToken),
            Content = notice.Content,
            NeedsApproval = notice.NeedsApproval,
            Approval = notice.Approval,
        };
    }

    private async Task<NoticeForecast> ForecastAsync(Notice notice, NoticeState state, NoticeCounts counts, CancellationToken cancellationToken) =>
        notice.Stage is NoticeStage.Completed or NoticeStage.Cancelled
            ? NoticeForecast.Clear
            : NoticeForecaster.Of(new(
                clock.GetUtcNow().ToUniversalTime(),
                state,
                notice.Dates,
                notice.ToldAt is not null,
                counts.Accepted + counts.Refused,
                counts.Pending,
                (await watch.ReadAsync(notice.Id, cancellationToken)).Samples,
                options.MaximumPerSecond > 0 ? Math.Min(options.MaximumPerSecond, options.ExpectedPerSecond) : options.ExpectedPerSecond,
                TimeSpan.FromHours(options.AlertHours)));

    private static string? Because(Notice notice, NoticeState state) => state is NoticeState.AwaitingApproval
        ? $"Edition {notice.Revision} of the mail has to be approved before {NoticeEvents.Words(notice.Dates.TellBy)}."
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
