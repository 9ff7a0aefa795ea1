using PolicyNotify.Notices.Ledger;

namespace PolicyNotify.Notices.Mailing;

/// <summary>What became of a page.</summary>
/// <param name="Deliveries">Each claimed delivery as it is to be recorded.</param>
/// <param name="StoppedBecause">Why the mail system turns us away; null when it does not.</param>
internal sealed record PageResult(IReadOnlyList<Delivery> Deliveries, string? StoppedBecause);
