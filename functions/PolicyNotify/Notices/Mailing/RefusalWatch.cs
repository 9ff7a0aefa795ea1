using PolicyNotify.Notices.Ledger;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Notices when refusals are no facts about people but about us: a blocked sender, a listed server. Watches each page, and the whole batch
/// too: with few people a page of one partition is too small to tell.
/// </summary>
internal sealed class RefusalWatch
{
    private const int FewestForSuspicion = 20;

    private int settled;
    private int refused;

    /// <summary>Takes in a page; why mailing should wait for legal, or null when nothing is suspicious.</summary>
    public string? Add(IReadOnlyList<Delivery> page)
    {
        var refusals = page.Where(delivery => delivery.State is DeliveryState.Refused).ToList();
        settled += page.Count(delivery => delivery.IsSettled);
        refused += refusals.Count;
        return refusals.Count == 0 ? null : Suspicion(page.Count, refusals.Count, refusals[^1]) ?? Suspicion(settled, refused, refusals[^1]);
    }

    private static string? Suspicion(int all, int refused, Delivery last) => all >= FewestForSuspicion && refused * 2 > all
        ? $"More than half of {NoticeEvents.Number(all)} deliveries were refused, the last one with: {last.Detail}"
        : null;
}
