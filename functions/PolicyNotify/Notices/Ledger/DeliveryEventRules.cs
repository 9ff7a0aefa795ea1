namespace PolicyNotify.Notices.Ledger;

/// <summary>
/// What becomes of a copy when events about it come in. Pure, and the same for any order and repetition of the same events. Once a copy
/// counts as accepted on the mail system's own answer, no event moves that moment.
/// </summary>
internal static class DeliveryEventRules
{
    /// <summary>The copy after some events; the very same object when none of them is new.</summary>
    public static Delivery Apply(Delivery delivery, IEnumerable<DeliveryEvent> events)
    {
        var fresh = events.Where(one => !delivery.Fate.Marks.Contains(one.Id)).ToList();
        if (fresh.Count == 0)
        {
            return delivery;
        }

        var fate = fresh.Aggregate(delivery.Fate, Add) with { Marks = delivery.Fate.Marks.With(fresh.Select(one => one.Id)) };
        var after = delivery with { Fate = fate };
        if (after.State is DeliveryState.Accepted)
        {
            return after.IsSettledByEvent ? after with { AcceptedAt = fate.TakenAt } : after;
        }

        // A time-out, a lease or a refusal of a second attempt: the copy went out after all.
        if (fresh.Any(one => SaysTaken(one.Kind)))
        {
            return Settled(after, DeliveryState.Accepted) with { AcceptedAt = fate.TakenAt, Detail = null };
        }

        return fresh.Any(one => one.Kind is DeliveryEventKind.DroppedAsDead or DeliveryEventKind.DroppedAsUnwanted)
            ? Settled(after, DeliveryState.Refused) with { Detail = fate.Dropped?.Reason }
            : after;
    }

    private static Delivery Settled(Delivery delivery, DeliveryState state) =>
        delivery with { State = state, IsSettledByEvent = true, LeaseUntil = null, NotBefore = null };

    private static DeliveryFate Add(DeliveryFate fate, DeliveryEvent one)
    {
        var taken = SaysTaken(one.Kind) ? fate with { TakenAt = Earlier(fate.TakenAt, one.At) } : fate;
        return one.Kind switch
        {
            DeliveryEventKind.Delivered => taken with { DeliveredAt = Earlier(fate.DeliveredAt, one.At) },
            DeliveryEventKind.Complained => taken with { ComplainedAt = Earlier(fate.ComplainedAt, one.At) },
            DeliveryEventKind.Deferred => taken with { Deferred = DeliveryFailure.Last(fate.Deferred, Failure(one, isPermanent: false)) },
            DeliveryEventKind.Blocked => taken with { Bounce = DeliveryFailure.First(fate.Bounce, Failure(one, isPermanent: false)) },
            DeliveryEventKind.Bounced => taken with { Bounce = DeliveryFailure.First(fate.Bounce, Failure(one, isPermanent: true)) },
            DeliveryEventKind.DroppedAsDead or DeliveryEventKind.DroppedAsUnwanted =>
                taken with { Dropped = DeliveryFailure.First(fate.Dropped, Failure(one, isPermanent: true)) },
            DeliveryEventKind.DroppedForOurs => taken with { Dropped = DeliveryFailure.First(fate.Dropped, Failure(one, isPermanent: false)) },
            _ => taken,
        };
    }

    private static bool SaysTaken(DeliveryEventKind kind) => kind
        is not (DeliveryEventKind.DroppedAsDead or DeliveryEventKind.DroppedAsUnwanted or DeliveryEventKind.DroppedForOurs);

    private static DeliveryFailure Failure(DeliveryEvent one, bool isPermanent) => new(one.At, isPermanent, one.Code, one.Reason);

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset moment) => known is { } earlier && earlier <= moment ? earlier : moment;
}
