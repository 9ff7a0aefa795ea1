using System.Runtime.CompilerServices;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>Every delivery of a notice, for legal and for evidence. Reads in pages and holds none but the current one.</summary>
public sealed class DeliveryExport
{
    private readonly NoticeStore notices;
    private readonly DeliveryLedger ledger;
    private readonly MessageIds ids;

    internal DeliveryExport(NoticeStore notices, DeliveryLedger ledger, MessageIds ids)
    {
        this.notices = notices;
        this.ledger = ledger;
        this.ids = ids;
    }

    /// <summary>The deliveries of a notice, in the order of the recipients' partitions and ids.</summary>
    /// <exception cref="Problems.UnknownResourceException">There is no such notice. Thrown at once, before the first delivery is asked for.</exception>
    public async Task<IAsyncEnumerable<DeliveryView>> OpenAsync(NoticeId notice, CancellationToken cancellationToken)
    {
        await notices.GetAsync(notice, cancellationToken);
        return ReadAsync(notice, cancellationToken);
    }

    /// <summary>The copies of any mailing, in the same order; none when there is no such mailing.</summary>
    internal async IAsyncEnumerable<DeliveryView> ReadAsync(MailingId mailing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partition in RecipientId.Partitions)
        {
            await foreach (var delivery in ledger.ReadPartitionAsync(mailing, partition, cancellationToken))
            {
                yield return new(
                    delivery.Recipient,
                    delivery.State,
                    ids.Of(mailing, delivery.Recipient),
                    delivery.Revision,
                    delivery.PlannedAt,
                    delivery.Attempts,
                    delivery.AcceptedAt,
                    delivery.Transport,
                    delivery.ProviderId,
                    delivery.Detail)
                {
                    SettledByReport = delivery.IsSettledByEvent,
                    Outcome = delivery.Fate.Outcome,
                    DeliveredAt = delivery.Fate.DeliveredAt,
                    BouncedAt = delivery.Fate.Bounce?.At,
                    BouncedForGood = delivery.Fate.Bounce?.IsPermanent,
                    BounceCode = delivery.Fate.Bounce?.Code,
                    BounceReason = delivery.Fate.Bounce?.Reason,
                    ComplainedAt = delivery.Fate.ComplainedAt,
                    DroppedAt = delivery.Fate.Dropped?.At,
                    DropReason = delivery.Fate.Dropped?.Reason,
                };
            }
        }
    }
}
