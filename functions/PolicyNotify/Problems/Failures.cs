using System.Runtime.ExceptionServices;

namespace PolicyNotify.Problems;

/// <summary>
/// For work on many things of which one may be beyond repair: the others are not kept waiting by it, and the run still fails at its end,
/// so that whoever watches the host sees it.
/// </summary>
internal sealed class Failures
{
    private readonly List<Exception> caught = [];
    private readonly Lock gate = new();

    /// <summary>Does one piece of the work. Only its being cancelled ends the run at once.</summary>
    public async Task TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Pieces of the work may go on side by side.
            lock (gate)
            {
                caught.Add(exception);
            }
        }
    }

    /// <summary>Whether anything was caught.</summary>
    public bool IsAny => caught.Count > 0;

    /// <summary>Throws what was caught: a single failure as it was.</summary>
    public void ThrowIfAny()
    {
        if (caught.Count == 1)
        {
            ExceptionDispatchInfo.Throw(caught[0]);
        }

        if (caught.Count > 1)
        {
            throw new AggregateException(caught);
        }
    }
}
