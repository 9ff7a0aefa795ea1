using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Resolving;

/// <summary>
/// Ends an objection that a person took back or never made, and restores one. What was recorded stays on record: a step is added, with who
/// and why, and the product's account system is told.
/// </summary>
public sealed class ObjectionDecisions
{
    private readonly ObjectionStore objections;
    private readonly ObjectionHandOn handOn;
    private readonly TimeProvider clock;

    internal ObjectionDecisions(ObjectionStore objections, ObjectionHandOn handOn, TimeProvider clock)
    {
        this.objections = objections;
        this.handOn = handOn;
        this.clock = clock;
    }

    /// <summary>Records that an objection no longer stands. One that does not stand already stays as it is, with the first decision's name and reason.</summary>
    /// <exception cref="UnknownResourceException">The person has no objection to that version.</exception>
    public Task<ObjectionView> WithdrawAsync(
        NoticeId notice, RecipientId recipient, WithdrawalGround because, PersonDecision decision, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(notice, recipient, ObjectionState.Recorded, Step(ObjectionChangeKind.Withdrawn, because, decision, actor), cancellationToken);

    /// <summary>Lets a withdrawn objection stand again, as received. One that stands stays as it is.</summary>
    /// <exception cref="UnknownResourceException">The person has no objection to that version.</exception>
    public Task<ObjectionView> RestoreAsync(NoticeId notice, RecipientId recipient, PersonDecision decision, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(notice, recipient, ObjectionState.Withdrawn, Step(ObjectionChangeKind.Recorded, null, decision, actor), cancellationToken);

    private async Task<ObjectionView> DecideAsync(
        NoticeId notice, RecipientId recipient, ObjectionState from, ObjectionChange step, CancellationToken cancellationToken)
    {
        var objection = await objections.ChangeAsync(notice, recipient, before => before?.State == from ? before.With(step) : null, cancellationToken)
            ?? throw new UnknownResourceException($"Recipient {recipient} has not objected to {notice}.");
        await handOn.HandOnAsync(objection, cancellationToken);
        return ReplyViews.Of(objection);
    }

    private ObjectionChange Step(ObjectionChangeKind kind, WithdrawalGround? because, PersonDecision decision, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(actor);
        return new(0, kind, clock.GetUtcNow(), actor.Name, null, because, decision.By, decision.Why);
    }
}
