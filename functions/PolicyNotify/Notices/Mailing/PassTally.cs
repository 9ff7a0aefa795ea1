using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>Counts a partition anew while a pass goes over it.</summary>
internal sealed class PassTally(DateTimeOffset startsAt)
{
    private const int MostFailures = 20;

    private readonly Dictionary<string, long> failures = new(StringComparer.Ordinal);
    private readonly List<(RecipientId Recipient, Delivery Delivery)> news = [];
    private NoticeCounts counts = NoticeCounts.None;
    private DateTimeOffset? nextLook;

    public NoticeCounts Counts => counts;

    public IReadOnlyDictionary<string, long> Failures => failures;

    /// <summary>The earliest moment at which something is to be looked at again; null when there is none.</summary>
    public DateTimeOffset? NextLookAt => nextLook;

    /// <summary>What copies say of addresses and is not noted with the people yet.</summary>
    public IReadOnlyList<(RecipientId Recipient, Delivery Delivery)> News => news;

    public void Add(Recipient recipient, Delivery? delivery)
    {
        if (RefusedAddresses.IsNews(recipient, delivery))
        {
            news.Add((recipient.Id, delivery!));
        }

        if (!recipient.IsVerified)
        {
            counts = counts with { Unverified = counts.Unverified + 1 };
            return;
        }

        var state = delivery?.State;
        var outcome = state is DeliveryState.Accepted ? delivery!.Fate.Outcome : DeliveryOutcome.None;
        counts = counts.Plus(new(
            Verified: 1,
            Unverified: 0,
            Accepted: state is DeliveryState.Accepted ? 1 : 0,
            Refused: state is DeliveryState.Refused or DeliveryState.Suppressed ? 1 : 0,
            Pending: delivery is { IsSettled: true } ? 0 : 1,
            Unknown: state is DeliveryState.Unknown or DeliveryState.Sending ? 1 : 0,
            Later: recipient.Verification!.RecordedAt > startsAt ? 1 : 0)
        {
            Suppressed = state is DeliveryState.Suppressed ? 1 : 0,
            Delivered = outcome is DeliveryOutcome.Delivered ? 1 : 0,
            Bounced = outcome is DeliveryOutcome.Bounced ? 1 : 0,
            Blocked = outcome is DeliveryOutcome.Blocked ? 1 : 0,
            Dropped = outcome is DeliveryOutcome.Dropped ? 1 : 0,
            Complained = outcome is DeliveryOutcome.Complained ? 1 : 0,
        });
        if (state is DeliveryState.Refused or DeliveryState.Suppressed or DeliveryState.TryLater or DeliveryState.Unknown
            || delivery is { State: DeliveryState.Accepted, Fate.IsLost: true })
        {
            var reason = delivery!.Detail ?? delivery.Fate.Dropped?.Reason ?? "no reason given";
            reason = failures.ContainsKey(reason) || failures.Count < MostFailures ? reason : "other reasons";
            failures[reason] = failures.GetValueOrDefault(reason) + 1;
        }

        if (delivery?.NextLookAt is { } look)
        {
            LookAt(look);
        }
    }

    /// <summary>Makes the partition's next pass come no later than a moment.</summary>
    public void LookAt(DateTimeOffset moment) => nextLook = nextLook < moment ? nextLook : moment;
}
