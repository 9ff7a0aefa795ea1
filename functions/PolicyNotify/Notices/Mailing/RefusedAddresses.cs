using System.Text.RegularExpressions;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Notes with a person that the mail system refuses the address, so that legal finds them in one list with those whose mail came back; and
/// takes the note back when a copy is taken after all. Each pass goes over everybody, so that what a crash left out is made up for.
/// </summary>
internal sealed partial class RefusedAddresses(RecipientReachability reachability, AuditLog audit, TimeProvider clock)
{
    private const int IdsPerEntry = 500;

    /// <summary>Whether a copy says something of the address that is not noted yet.</summary>
    public static bool IsNews(Recipient recipient, Delivery? delivery) => delivery switch
    {
        { State: DeliveryState.Refused } => recipient.Unreachable is null && RefusedAt(delivery) is { } at && ReachabilityRules.Stands(recipient, at),
        { State: DeliveryState.Accepted, AcceptedAt: { } at } => recipient.Unreachable is { Cause: UnreachableCause.Refused } refused && at > refused.Since,
        _ => false,
    };

    /// <summary>Notes the news of one partition.</summary>
    public async Task KeepAsync(IMailing mailing, string partition, IReadOnlyList<(RecipientId Recipient, Delivery Delivery)> news, CancellationToken cancellationToken)
    {
        if (news.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        var notice = mailing.Id.Notice.ToString();
        var (refused, taken) = (news.Where(one => one.Delivery.State is DeliveryState.Refused).ToList(), news.Where(one => one.Delivery.State is DeliveryState.Accepted).ToList());
        await reachability.ReportAsync(
            partition,
            [.. refused.Select(one => new AddressReport(one.Recipient, UnreachableCause.Refused, RefusedAt(one.Delivery)!.Value, notice, CodeOf(one.Delivery.Detail), notice))],
            cancellationToken);
        await reachability.TakenAsync(partition, taken.ToDictionary(one => one.Recipient, one => one.Delivery.AcceptedAt!.Value), cancellationToken);
        await RecordAsync("recipients.unreachable", "refused", mailing, partition, refused, now);
        await RecordAsync("recipients.reachable", "taken", mailing, partition, taken, now);
    }

    private async Task RecordAsync(
        string action, string what, IMailing mailing, string partition, IReadOnlyList<(RecipientId Recipient, Delivery Delivery)> people, DateTimeOffset now)
    {
        foreach (var (part, some) in people.Chunk(IdsPerEntry).Index())
        {
            await audit.AppendAsync(
                new(
                    $"{action}:{mailing.Id}:{partition}:{NoticeEvents.Number(now.UtcTicks)}:{NoticeEvents.Number(part)}",
                    action,
                    "recipients",
                    Actor.System(mailing.Queue),
                    new Dictionary<string, string>(StringComparer.Ordinal) { [what] = string.Join(' ', some.Select(one => one.Recipient)), ["source"] = mailing.Id.ToString() }),
                CancellationToken.None);
        }
    }

    private static DateTimeOffset? RefusedAt(Delivery delivery) => delivery.IsSettledByEvent ? delivery.Fate.Dropped?.At : delivery.RefusedAt;

    // The finer code says more than the SMTP code before it.
    private static string? CodeOf(string? words) => words is null ? null
        : EnhancedCode().Match(words) is { Success: true } enhanced ? enhanced.Value
        : SmtpCode().Match(words) is { Success: true } plain ? plain.Value
        : null;

    [GeneratedRegex(@"\b5\.\d{1,3}\.\d{1,3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"^5\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex SmtpCode();
}
