using System.Runtime.CompilerServices;

namespace PolicyNotify.Recipients.Reachability;

/// <summary>Keeps who can be reached by mail, and lists who cannot.</summary>
public sealed class RecipientReachability
{
    private readonly RecipientStore store;

    internal RecipientReachability(RecipientStore store) => this.store = store;

    /// <summary>Everybody whom mail does not reach, partition by partition. Holds one page at a time.</summary>
    public async IAsyncEnumerable<UnreachableRecipient> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var count in await store.CountsAsync(RecipientId.Partitions, cancellationToken))
        {
            if (count.Unreachable == 0)
            {
                continue;
            }

            await foreach (var recipient in store.ReadUnreachableAsync(count.Partition, cancellationToken))
            {
                if (recipient is { IsVerified: true, Unreachable: { } unreachable })
                {
                    yield return UnreachableRecipient.Of(recipient, unreachable);
                }
            }
        }
    }

    /// <summary>Takes in reports about people of one partition; those we do not know are left out. May be repeated.</summary>
    /// <returns>Who cannot be mailed now.</returns>
    internal async Task<IReadOnlyList<Recipient>> ReportAsync(string partition, IReadOnlyList<AddressReport> reports, CancellationToken cancellationToken)
    {
        if (reports.Count == 0)
        {
            return [];
        }

        var byRecipient = reports.ToLookup(report => report.Recipient);
        var changes = await (await store.PartitionAsync(partition, cancellationToken)).ApplyAsync(
            byRecipient.Select(same => same.Key),
            (id, known) => known is null ? null : byRecipient[id].Aggregate(known, ReachabilityRules.AfterReport),
            cancellationToken);
        return [.. changes.Select(change => change.After).Where(recipient => recipient.Unreachable is not null)];
    }

    /// <summary>Takes in when the mail system took mail to people of one partition whose address it had refused before. May be repeated.</summary>
    internal async Task TakenAsync(string partition, IReadOnlyDictionary<RecipientId, DateTimeOffset> people, CancellationToken cancellationToken)
    {
        if (people.Count > 0)
        {
            await (await store.PartitionAsync(partition, cancellationToken)).ApplyAsync(
                people.Keys, (id, known) => known is null ? null : ReachabilityRules.AfterTaken(known, people[id]), cancellationToken);
        }
    }
}
