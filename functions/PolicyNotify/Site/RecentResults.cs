namespace PolicyNotify.Site;

/// <summary>
/// Keeps the results of work whose outcome can never change, because its key names immutable texts. Bounded: the oldest goes first.
/// </summary>
internal sealed class RecentResults<TKey, TResult>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TResult> results = [];
    private readonly Queue<TKey> order = new();
    private readonly Lock gate = new();

    public async Task<TResult> GetOrAddAsync(TKey key, Func<Task<TResult>> work)
    {
        lock (gate)
        {
            if (results.TryGetValue(key, out var known)) return known;
        }

        // Two requests at once may both do the work: cheaper than letting one wait for the other's cancellation.
        var result = await work();
        lock (gate)
        {
            if (results.TryAdd(key, result))
            {
                order.Enqueue(key);
                if (order.Count > capacity)
                {
                    results.Remove(order.Dequeue());
                }
            }
        }

        return result;
    }
}
