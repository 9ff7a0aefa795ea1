using Microsoft.Extensions.Options;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.TakingEffect;

/// <summary>
/// Asks the ledger itself, person by person, whether everybody who had to be told was told long enough ago. Counters are not asked:
/// they say what passes saw, not what is.
/// </summary>
internal sealed class EffectGuard(LedgerScan scan, IOptions<PublishingOptions> periods)
{
    private const int PartitionsAtOnce = 4;

    public async Task<GuardVerdict> JudgeAsync(Notice notice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calendar = new PolicyCalendar(notice.TimeZone);
        var partitions = RecipientId.Partitions.ToList();
        var before = calendar.StartOf(calendar.DayOf(now).AddDays(-periods.Value.NoticeDays));
        var parts = new GuardVerdict[partitions.Count];
        await Parallel.ForAsync(
            0,
            partitions.Count,
            new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken },
            async (index, stop) => parts[index] = await JudgePartitionAsync(notice, partitions[index], calendar, before, now, stop));
        return new(
            parts.Sum(part => part.Required),
            parts.Sum(part => part.Told),
            parts.Sum(part => part.Unreachable),
            parts.Sum(part => part.TooLate),
            parts.Sum(part => part.Unknown),
            parts.Sum(part => part.Untold),
            LedgerDigest.Of(parts.Select(part => part.LedgerDigest)))
        {
            LedgerBefore = before,
            Returned = parts.Sum(part => part.Returned),
            CompleteOn = parts.Max(part => part.CompleteOn),
        };
    }

    private async Task<GuardVerdict> JudgePartitionAsync(
        Notice notice, string partition, PolicyCalendar calendar, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var digest = new BatchDigest();
        var verdict = new GuardVerdict(0, 0, 0, 0, 0, 0, "");
        await foreach (var (recipient, delivery) in scan.ReadAsync(notice.Id, partition, cancellationToken))
        {
            if (delivery is not null && LedgerDigest.Covers(delivery.State, delivery.PlannedAt, delivery.AcceptedAt, before))
            {
                digest.Add(delivery);
            }

            // Somebody verified after the last moment could not have been told in time: that is nobody's omission.
            if (recipient.Verification is { } verification && verification.RecordedAt < notice.Dates.TellBy)
            {
                verdict = Count(verdict with { Required = verdict.Required + 1 }, recipient, delivery, calendar, now);
            }
        }

        return verdict with { LedgerDigest = digest.Current() };
    }

    private GuardVerdict Count(GuardVerdict verdict, Recipient recipient, Delivery? delivery, PolicyCalendar calendar, DateTimeOffset now) => delivery switch
    {
        // The address was proven anew since: nothing keeps this person from being told any more, and nobody did.
        { State: DeliveryState.Suppressed } when recipient.MayBeMailed => verdict with { Untold = verdict.Untold + 1 },
        { State: DeliveryState.Refused or DeliveryState.Suppressed } => verdict with { Unreachable = verdict.Unreachable + 1 },
        { State: DeliveryState.Accepted, Fate.IsDead: true } => verdict with { Unreachable = verdict.Unreachable + 1, Returned = verdict.Returned + 1 },
        { State: DeliveryState.Accepted, Fate.IsLost: true } => verdict with { Untold = verdict.Untold + 1 },
        { State: DeliveryState.Accepted, AcceptedAt: { } told } =>
            CountTold(verdict, calendar.DayAfterFullDays(told, periods.Value.NoticeDays), calendar.DayOf(now)),
        { State: DeliveryState.Unknown or DeliveryState.Sending } => verdict with { Unknown = verdict.Unknown + 1 },
        _ => verdict with { Untold = verdict.Untold + 1 },
    };

    private static GuardVerdict CountTold(GuardVerdict verdict, DateOnly completeOn, DateOnly today)
    {
        var latest = verdict.CompleteOn is { } before && before > completeOn ? before : completeOn;
        return completeOn <= today
            ? verdict with { Told = verdict.Told + 1, CompleteOn = latest }
            : verdict with { TooLate = verdict.TooLate + 1, CompleteOn = latest };
    }
}
