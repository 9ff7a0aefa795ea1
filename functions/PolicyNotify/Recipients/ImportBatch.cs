using System.Globalization;

namespace PolicyNotify.Recipients;

/// <summary>
/// Gathers entries until a store of them pays: many of one partition at once make full transactions and one scan. Memory stays bounded,
/// however long the file.
/// </summary>
internal sealed class ImportBatch(RecipientStore store, ImportOutcome outcome, DateTimeOffset now)
{
    private const int Largest = 100_000;
    private const int PartitionsAtOnce = 8;

    // Whether each person met so far is verified now. The id's 96 bits as a number take a fraction of the memory of their text.
    private readonly Dictionary<UInt128, bool> people = [];
    private readonly List<(RecipientEntry Entry, bool IsFirst)> waiting = [];

    public int People => people.Count;

    public int Verified => people.Values.Count(verified => verified);

    public async Task AddAsync(RecipientEntry entry, CancellationToken cancellationToken)
    {
        waiting.Add((entry, people.TryAdd(KeyOf(entry.Id), false)));
        if (waiting.Count >= Largest)
        {
            await FlushAsync(cancellationToken);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            waiting.GroupBy(one => one.Entry.Id.Partition),
            new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken },
            async (group, stop) =>
            {
                var entries = group.ToLookup(one => one.Entry.Id);
                var partition = await store.PartitionAsync(group.Key, stop);
                var changes = await partition.ApplyAsync(
                    entries.Select(same => same.Key),
                    (id, known) => entries[id].Aggregate(known, (recipient, one) => RecipientMerge.Merge(recipient, one.Entry, now))!,
                    stop);
                lock (outcome)
                {
                    Record(changes, entries);
                }
            });
        waiting.Clear();
    }

    private void Record(IReadOnlyList<RecipientChange> changes, ILookup<RecipientId, (RecipientEntry Entry, bool IsFirst)> entries)
    {
        foreach (var change in changes)
        {
            people[KeyOf(change.After.Id)] = change.After.IsVerified;
            var first = change.IsNew ? outcome.Created : change.IsUnchanged ? outcome.Unchanged : outcome.Updated;
            foreach (var (entry, isFirst) in entries[change.After.Id])
            {
                (isFirst ? first : outcome.Duplicates).Add(entry.Lines);
            }
        }
    }

    private static UInt128 KeyOf(RecipientId id) => UInt128.Parse(id.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
