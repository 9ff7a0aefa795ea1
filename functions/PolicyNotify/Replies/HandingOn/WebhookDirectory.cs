using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>The outbox as operators see it.</summary>
public sealed class WebhookDirectory
{
    private readonly WebhookOutbox outbox;
    private readonly AuditLog audit;
    private readonly WebhookOptions options;
    private readonly TimeProvider clock;

    internal WebhookDirectory(WebhookOutbox outbox, AuditLog audit, IOptions<WebhookOptions> options, TimeProvider clock)
    {
        this.outbox = outbox;
        this.audit = audit;
        this.options = options.Value;
        this.clock = clock;
    }

    /// <summary>Every event, or those in one state; the latest first.</summary>
    public async Task<IReadOnlyList<WebhookView>> ListAsync(WebhookState? state, CancellationToken cancellationToken) =>
        [.. (await (state is WebhookState.Dead ? outbox.ListDeadAsync(cancellationToken) : outbox.ListAsync(state, cancellationToken))).Select(View).OrderByDescending(view => view.At).ThenBy(view => view.Id, StringComparer.Ordinal).ThenBy(view => view.Endpoint, StringComparer.Ordinal)];

    /// <summary>Has one event delivered again, whatever became of it, under the same identifier.</summary>
    /// <param name="id">The event.</param>
    /// <param name="endpoint">The endpoint; null for every one that has it.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UnknownResourceException">There is no such event, or not for a configured endpoint of that name.</exception>
    public async Task<IReadOnlyList<WebhookView>> RedeliverAsync(string id, string? endpoint, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var found = new List<WebhookMessage>();
        foreach (var name in options.Endpoints.Keys.Where(name => endpoint is null || name == endpoint))
        {
            if (await outbox.FindAsync(name, id, cancellationToken) is { } message)
                found.Add(message);
        }

        return found.Count > 0
            ? await RedeliverAsync(found, actor, cancellationToken)
            : throw new UnknownResourceException(endpoint is null
                ? $"There is no event '{id}' for any configured endpoint."
                : $"There is no event '{id}' for an endpoint '{endpoint}' that is configured.");
    }

    /// <summary>Has everything delivered again that was given up, at endpoints that are configured.</summary>
    /// <param name="endpoint">Only at this endpoint; null for all.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<IReadOnlyList<WebhookView>> RedeliverDeadAsync(string? endpoint, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var dead = new List<WebhookMessage>();
        foreach (var listed in await outbox.ListDeadAsync(cancellationToken))
        {
            if (options.Endpoints.ContainsKey(listed.Endpoint) && (endpoint is null || listed.Endpoint == endpoint) && await outbox.FindAsync(listed.Endpoint, listed.Id, cancellationToken) is { State: WebhookState.Dead } message)
                dead.Add(message);
        }

        return await RedeliverAsync(dead, actor, cancellationToken);
    }

    private async Task<IReadOnlyList<WebhookView>> RedeliverAsync(List<WebhookMessage> messages, Actor actor, CancellationToken cancellationToken)
    {
        var views = new List<WebhookView>();
        foreach (var message in messages)
        {
            // One that is under way, or that somebody else has just asked for, is on its way already.
            var due = message with { State = WebhookState.Pending, Attempts = 0, Round = message.Round + 1, DueAt = clock.GetUtcNow(), DeliveredAt = null };
            if (await outbox.TryReplaceAsync(message, due, cancellationToken) is { } replaced)
            {
                await audit.AppendAsync(WebhookEvents.Redelivered(replaced, actor), CancellationToken.None);
                views.Add(View(replaced));
            }
            else if (await outbox.FindAsync(message.Endpoint, message.Id, cancellationToken) is { } current)
            {
                views.Add(View(current));
            }
        }

        return views;
    }

    private WebhookView View(WebhookMessage message) => new(
        message.Id,
        message.Endpoint,
        options.Endpoints.ContainsKey(message.Endpoint),
        message.Type,
        message.Notice,
        message.Recipient,
        message.At,
        message.State,
        message.Attempts,
        message.State is WebhookState.Pending ? message.DueAt : null,
        message.LastAttemptAt,
        message.LastOutcome,
        message.DeliveredAt);
}
