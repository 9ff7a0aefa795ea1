using System.Text.Json;
using Azure;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>
/// Puts every step of every objection into the outbox, once for each endpoint. The objection itself says what is still to be put there, so
/// a crash between recording and handing on loses nothing: the next sweep finds it.
/// </summary>
internal sealed class ObjectionHandOn(
    ObjectionStore objections, WebhookOutbox outbox, NoticeStore notices, AuditLog audit, IOptions<WebhookOptions> options, TimeProvider clock)
{
    // The first endpoint may find the objections of years; the rest of a run belongs to delivering.
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMinutes(2);

    /// <summary>Hands on what is left over, from a crash or from the time before there was an endpoint; for two minutes at most, the next sweep goes on.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        var endBy = clock.GetUtcNow() + LongestSweep;
        await foreach (var objection in objections.ReadToHandOnAsync(alsoOfNobody: options.Value.Endpoints.Count > 0, cancellationToken))
        {
            if (clock.GetUtcNow() >= endBy)
                break;
            await failures.TryAsync(() => HandOnAsync(objection, cancellationToken), cancellationToken);
        }

        failures.ThrowIfAny();
    }

    /// <summary>Hands on what was not handed on yet.</summary>
    public async Task HandOnAsync(ObjectionRecord objection, CancellationToken cancellationToken)
    {
        var hasEndpoints = options.Value.Endpoints.Count > 0;
        if (objection.HandingOn is HandingOnState.Done || (objection.HandingOn is HandingOnState.Nobody && !hasEndpoints))
            return;

        var steps = objection.Changes.Skip(objection.HandedOnUpTo).ToList();
        foreach (var decided in steps.Where(step => step.By is not null))
            await audit.AppendAsync(ObjectionEvents.DecidedEntry(objection, decided), cancellationToken);

        if (steps.Count > 0 && hasEndpoints)
        {
            var effectiveOn = (await notices.FindAsync(objection.Notice, cancellationToken))?.Dates.EffectiveOn;
            foreach (var step in steps)
                await AddAsync(objection, step, effectiveOn, cancellationToken);
        }

        try
        {
            await objections.SaveAsync(
                objection with
                {
                    HandingOn = hasEndpoints ? HandingOnState.Done : HandingOnState.Nobody,
                    HandedOnUpTo = hasEndpoints ? objection.Changes.Count : objection.HandedOnUpTo,
                },
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 412)
        {
            // Somebody changed it meanwhile: the next sweep hands on the rest.
        }
    }

    private async Task AddAsync(ObjectionRecord objection, ObjectionChange step, DateOnly? effectiveOn, CancellationToken cancellationToken)
    {
        var type = ObjectionEvents.TypeOf(step.Kind);
        var data = JsonSerializer.Serialize(
            new ObjectionEventData(
                objection.Notice,
                objection.Notice.Document,
                objection.Notice.Version,
                effectiveOn,
                objection.Recipient,
                AccountId: null,
                Address: null,
                step.Kind is ObjectionChangeKind.Withdrawn ? ObjectionState.Withdrawn : ObjectionState.Recorded,
                step.Number,
                step.Because,
                objection.ReceivedAt,
                objection.Window.IsInTime,
                objection.Window.ClosesAt,
                [.. objection.Changes.Take(step.Number).Select(change => change.Reply).OfType<ReplyId>()]),
            PolicyNotifyJson.Compact);
        foreach (var (endpoint, _) in options.Value.Endpoints.Where(endpoint => endpoint.Value.Wants(type)))
        {
            await outbox.AddAsync(
                new(
                    endpoint, ObjectionEvents.IdOf(objection, step), type, objection.Notice, objection.Recipient, step.At, data,
                    WebhookState.Pending, Attempts: 0, Round: 0, DueAt: step.At, null, null, null, null),
                cancellationToken);
        }
    }
}
