using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>Finds people's copies in a ledger that is read once from its start, when people come in the order of their ids too.</summary>
internal sealed class LedgerCursor(IAsyncEnumerable<Delivery> sorted, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<Delivery> deliveries = sorted.GetAsyncEnumerator(cancellationToken);
    private Delivery? next;
    private bool started;

    /// <summary>The copy of a person who comes after everybody asked for before; null when there is none.</summary>
    public async ValueTask<Delivery?> FindAsync(RecipientId recipient)
    {
        // A partition without recipients needs no look at the ledger.
        if (!started)
        {
            started = true;
            await MoveAsync();
        }

        while (next is not null && string.CompareOrdinal(next.Recipient.Value, recipient.Value) < 0)
        {
            await MoveAsync();
        }

        return next?.Recipient == recipient ? next : null;
    }

    public ValueTask DisposeAsync() => deliveries.DisposeAsync();

    private async ValueTask MoveAsync() => next = await deliveries.MoveNextAsync() ? deliveries.Current : null;
}
