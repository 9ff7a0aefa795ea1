using PolicyNotify.Notices.Ledger;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Notices when refusals are no facts about people but about us: a blocked sender, a listed server, a message that is too large. Watches
/// each page, and the whole batch too: with few people a page of one partition is too small to tell.
/// </summary>
internal sealed class RefusalWatch
{
    private const int FewestForSuspicion = 20;

    // The message is the same for everybody, so that its refusal says more than an address's.
    private const int FewestMessages = 5;

    private int settled;
    private int refused;
    private int messages;

    /// <summary>Takes in a page; why mailing should wait for legal, or null when nothing is suspicious.</summary>
    public string? Add(PageResult page)
    {
        var refusals = page.Deliveries.Where(delivery => delivery.State is DeliveryState.Refused).ToList();
        var settledHere = page.Deliveries.Count(delivery => delivery.IsSettled);
        settled += settledHere;
        refused += refusals.Count;
        messages += page.MessageRefusals.Count;
        if (page.MessageRefusals.Count > 0 && messages >= FewestMessages && messages > settled - refused)
        {
            return $"The mail system refuses the message itself ({NoticeEvents.Number(messages)} times so far), the last time with: {page.MessageRefusals[^1]}";
        }

        return refusals.Count == 0
            ? null
            : Suspicion(page.Deliveries.Count, refusals.Count, refusals[^1]) ?? Suspicion(settled, refused, refusals[^1]);
    }

    private static string? Suspicion(int all, int refused, Delivery last) => all >= FewestForSuspicion && refused * 2 > all
        ? $"More than half of {NoticeEvents.Number(all)} deliveries were refused, the last one with: {last.Detail}"
        : null;
}
