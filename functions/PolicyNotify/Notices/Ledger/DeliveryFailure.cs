namespace PolicyNotify.Notices.Ledger;

/// <summary>A trouble that was reported for a copy after the mail system had taken it.</summary>
/// <param name="At">When, by the mail system's clock, in UTC.</param>
/// <param name="IsPermanent">Whether trying again could not help: the address is dead, or never takes our mail.</param>
/// <param name="Code">An enhanced status code (RFC 3463) or SMTP code; null when none was given.</param>
/// <param name="Reason">The mail system's words, without addresses; null when it had none.</param>
internal sealed record DeliveryFailure(DateTimeOffset At, bool IsPermanent, string? Code, string? Reason)
{
    /// <summary>The one that stands of two: a permanent one, else the earlier; the same whichever came first.</summary>
    public static DeliveryFailure? First(DeliveryFailure? one, DeliveryFailure? other) => Ordered(one, other) is { Count: > 0 } sorted ? sorted[0] : null;

    /// <summary>The latest of two.</summary>
    public static DeliveryFailure? Last(DeliveryFailure? one, DeliveryFailure? other) => Ordered(one, other) is { Count: > 0 } sorted ? sorted[^1] : null;

    private static List<DeliveryFailure> Ordered(params ReadOnlySpan<DeliveryFailure?> failures)
    {
        var sorted = new List<DeliveryFailure>(2);
        foreach (var failure in failures)
        {
            if (failure is not null)
            {
                sorted.Add(failure);
            }
        }

        sorted.Sort(static (left, right) =>
        {
            var order = right.IsPermanent.CompareTo(left.IsPermanent);
            order = order != 0 ? order : left.At.CompareTo(right.At);
            order = order != 0 ? order : string.CompareOrdinal(left.Code, right.Code);
            return order != 0 ? order : string.CompareOrdinal(left.Reason, right.Reason);
        });
        return sorted;
    }
}
