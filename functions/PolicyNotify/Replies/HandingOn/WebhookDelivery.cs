using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>Tells the product's account system about objections, until it has taken every one.</summary>
public sealed partial class WebhookDelivery
{
    private const int AtOnce = 4;
    private const int Page = 50;

    // An endpoint that is down is left alone until the next run, rather than asked about everything that waits.
    private const int MostFailuresInARow = 8;

    // Well below the ten minutes that a function may take.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    // Longer than any time-out of an attempt: past it, whoever was sending has gone.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly ObjectionHandOn handOn;
    private readonly WebhookOutbox outbox;
    private readonly WebhookSender sender;
    private readonly AuditLog audit;
    private readonly PolicyNotifyMetrics metrics;
    private readonly WebhookOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<WebhookDelivery> logger;

    internal WebhookDelivery(
        ObjectionHandOn handOn, WebhookOutbox outbox, WebhookSender sender, AuditLog audit, PolicyNotifyMetrics metrics, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<WebhookDelivery> logger)
    {
        this.handOn = handOn;
        this.outbox = outbox;
        this.sender = sender;
        this.audit = audit;
        this.metrics = metrics;
        this.options = options.Value;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Hands on what is left over, then delivers what is due. Safe to run in several processes at once: an event under way is left alone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        await failures.TryAsync(() => handOn.SweepAsync(cancellationToken), cancellationToken);

        // Side by side, so that a slow one takes no time from the others, and a run ends in time however many there are.
        await Task.WhenAll(options.Endpoints.Select(one => failures.TryAsync(() => DeliverAsync(one.Key, one.Value, cancellationToken), cancellationToken)));
        failures.ThrowIfAny();
    }

    private async Task DeliverAsync(string name, WebhookEndpointOptions endpoint, CancellationToken cancellationToken)
    {
        var endBy = clock.GetUtcNow() + LongestRun;
        var failedInARow = 0;
        while (clock.GetUtcNow() < endBy)
        {
            var due = await outbox.ListDueAsync(name, clock.GetUtcNow(), Page, cancellationToken);
            if (due.Count == 0)
                return;

            var taken = 0;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (id, stop) =>
            {
                if (Volatile.Read(ref failedInARow) >= MostFailuresInARow || await ClaimAsync(name, id, stop) is not { } claim)
                    return;
                Interlocked.Increment(ref taken);
                if (await AttemptAsync(claim, endpoint, stop))
                    Volatile.Write(ref failedInARow, 0);
                else
                    Interlocked.Increment(ref failedInARow);
            });
            if (taken == 0 || Volatile.Read(ref failedInARow) >= MostFailuresInARow)
                return;
        }
    }

    private async Task<WebhookMessage?> ClaimAsync(string endpoint, string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await outbox.FindAsync(endpoint, id, cancellationToken) is { State: WebhookState.Pending } message && message.DueAt <= now
            ? await outbox.TryReplaceAsync(message, message with { Attempts = message.Attempts + 1, DueAt = now + Lease, LastAttemptAt = now }, cancellationToken)
            : null;
    }

    /// <returns>Whether the endpoint took it.</returns>
    private async Task<bool> AttemptAsync(WebhookMessage claim, WebhookEndpointOptions endpoint, CancellationToken cancellationToken)
    {
        var outcome = await sender.SendAsync(claim, endpoint, cancellationToken);
        metrics.HandedOn(claim.Endpoint, outcome.IsDelivered);
        var settled = Settle(claim, outcome);

        // What was sent must be recorded, whoever is in a hurry.
        if (await outbox.TryReplaceAsync(claim, settled, CancellationToken.None) is null)
            return outcome.IsDelivered;
        Log.Attempted(logger, claim.Id, claim.Endpoint, claim.Attempts, outcome.Detail);
        if (settled.State is not WebhookState.Pending)
            await audit.AppendAsync(WebhookEvents.Settled(settled), CancellationToken.None);
        return outcome.IsDelivered;
    }

    private WebhookMessage Settle(WebhookMessage claim, WebhookOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var attempted = claim with { LastOutcome = outcome.Detail };
        if (outcome.IsDelivered)
            return attempted with { State = WebhookState.Delivered, DeliveredAt = now };
        return !outcome.IsFinal && RetrySchedule.After(claim.Id, claim.Attempts, outcome.RetryAfter) is { } wait
            ? attempted with { DueAt = now + wait }
            : attempted with { State = WebhookState.Dead };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Event {Event} for endpoint {Endpoint}, attempt {Attempt}: {Detail}")]
        public static partial void Attempted(ILogger logger, string @event, string endpoint, int attempt, string detail);
    }
}
