using Microsoft.Extensions.Options;

namespace PolicyNotify.Notices.Mailing;

/// <summary>Keeps this process within the rate the operator set, and away from a mail system that asked to be left alone.</summary>
internal sealed class SendPace(IOptions<NoticeOptions> options, TimeProvider clock)
{
    // A claim must not run out while its message waits for its turn.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    // So many batches share the rate, by the hosts' settings with some to spare.
    private const int BatchesAtOnce = 10;

    private readonly TimeSpan gap = options.Value.MaximumPerSecond is var rate and > 0 ? TimeSpan.FromSeconds(1.0 / rate) : TimeSpan.Zero;
    private readonly Lock gate = new();
    private DateTimeOffset nextFree = DateTimeOffset.MinValue;
    private DateTimeOffset closedUntil = DateTimeOffset.MinValue;
    private DateTimeOffset lastSeen = DateTimeOffset.MinValue;

    /// <summary>How many deliveries to claim at once, so that the last one's turn comes before anybody gives up waiting.</summary>
    public int LargestPage => gap == TimeSpan.Zero
        ? options.Value.PageSize
        : (int)Math.Clamp(LongestWait / gap / BatchesAtOnce, 1, options.Value.PageSize);

    /// <summary>Until when nothing is to be sent at all; null when the next turn is near.</summary>
    public DateTimeOffset? ClosedUntil
    {
        get
        {
            lock (gate)
            {
                return closedUntil - clock.GetUtcNow() > LongestWait ? closedUntil : null;
            }
        }
    }

    /// <summary>Waits for a turn.</summary>
    /// <returns>Null when it is there; else when to come again, because the wait would be long.</returns>
    public async Task<DateTimeOffset?> WaitAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset turn;
        lock (gate)
        {
            var now = Now();
            var earliest = nextFree > closedUntil ? nextFree : closedUntil;
            turn = earliest > now ? earliest : now;
            if (turn - now > LongestWait)
            {
                return turn;
            }

            nextFree = turn + gap;
        }

        var wait = turn - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }

        return null;
    }

    // A clock that was set back must not make everybody wait until it has caught up: the turns move with it.
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        if (now < lastSeen)
        {
            var back = lastSeen - now;
            nextFree = nextFree - DateTimeOffset.MinValue > back ? nextFree - back : DateTimeOffset.MinValue;
            closedUntil = closedUntil - DateTimeOffset.MinValue > back ? closedUntil - back : DateTimeOffset.MinValue;
        }

        return lastSeen = now;
    }

    /// <summary>Sends nothing more before a moment.</summary>
    public void CloseUntil(DateTimeOffset moment)
    {
        lock (gate)
        {
            closedUntil = moment > closedUntil ? moment : closedUntil;
        }
    }
}
