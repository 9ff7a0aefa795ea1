using PolicyNotify.Notices.Ledger;

namespace PolicyNotify.Notices.Mailing;

/// <summary>What became of a page.</summary>
/// <param name="Deliveries">Each claimed delivery as it is to be recorded.</param>
/// <param name="StoppedBecause">Why the mail system turns us away; null when it does not.</param>
internal sealed record PageResult(IReadOnlyList<Delivery> Deliveries, string? StoppedBecause)
{
    private const int FewestForSuspicion = 20;

    /// <summary>Refusals by the page are no facts about people but about us: a blocked sender, a listed server.</summary>
    public string? SuspectedBecause => Deliveries.Count >= FewestForSuspicion && Deliveries.Count(delivery => delivery.State is DeliveryState.Refused) * 2 > Deliveries.Count
        ? $"More than half of {Deliveries.Count} deliveries were refused, the last one with: {Deliveries.Last(delivery => delivery.State is DeliveryState.Refused).Detail}"
        : null;
}
