using PolicyNotify.Notices.Ledger;

namespace PolicyNotify.Notices.Mailing;

/// <summary>What became of a page.</summary>
/// <param name="Deliveries">Each claimed delivery as it is to be recorded.</param>
/// <param name="StoppedBecause">Why the mail system turns us away; null when it does not.</param>
/// <param name="MessageRefusals">The mail system's words where it refused the message itself; those deliveries are to be tried again.</param>
internal sealed record PageResult(IReadOnlyList<Delivery> Deliveries, string? StoppedBecause, IReadOnlyList<string> MessageRefusals);
