namespace PolicyNotify.Notices.Ledger;

/// <summary>
/// What was reported of a copy after it was handed over. Every field is the first, the last or the worst of what was reported, so that any
/// order and any repetition of the same events leaves the same fate.
/// </summary>
/// <param name="TakenAt">The first moment at which the mail system is known to have had the copy; null while nothing says so.</param>
/// <param name="DeliveredAt">When the person's mail server took it; null before.</param>
/// <param name="Bounce">That the person's mail server sent it back.</param>
/// <param name="Dropped">That the mail system took it from us and never sent it on; permanent when that was for the address's sake.</param>
/// <param name="Deferred">The last time that the person's mail server put it off.</param>
/// <param name="ComplainedAt">When the person called it unwanted; they have it, then.</param>
/// <param name="Marks">The events that this rests on.</param>
internal sealed record DeliveryFate(
    DateTimeOffset? TakenAt,
    DateTimeOffset? DeliveredAt,
    DeliveryFailure? Bounce,
    DeliveryFailure? Dropped,
    DeliveryFailure? Deferred,
    DateTimeOffset? ComplainedAt,
    EventMarks Marks)
{
    /// <summary>Nothing was reported.</summary>
    public static DeliveryFate None { get; } = new(null, null, null, null, null, null, EventMarks.None);

    /// <summary>Whether the copy can never reach the person, although the mail system took it.</summary>
    public bool IsDead => Bounce is { IsPermanent: true } || Dropped is { IsPermanent: true };

    /// <summary>Whether the mail system threw the copy away for a reason of ours: nobody was told, and another try may help.</summary>
    public bool IsLost => Dropped is { IsPermanent: false } && Bounce is null && DeliveredAt is null && ComplainedAt is null;

    /// <summary>The one word for it: the worst counts.</summary>
    public DeliveryOutcome Outcome => this switch
    {
        { ComplainedAt: not null } => DeliveryOutcome.Complained,
        { Bounce: { IsPermanent: true } } => DeliveryOutcome.Bounced,
        { Dropped: { IsPermanent: true } } => DeliveryOutcome.Dropped,
        { IsLost: true } => DeliveryOutcome.Dropped,
        { Bounce: not null } => DeliveryOutcome.Blocked,
        { DeliveredAt: not null } => DeliveryOutcome.Delivered,
        { Deferred: not null } => DeliveryOutcome.Deferred,
        _ => DeliveryOutcome.None,
    };
}
