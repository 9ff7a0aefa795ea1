using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>One person as a pass comes to them.</summary>
/// <param name="Recipient">The person.</param>
/// <param name="Delivery">Their copy; null when none was ever taken up.</param>
/// <param name="NotMailedBecause">Why they get none although they are among those to be told, which is recorded; null when they may get one.</param>
internal readonly record struct Addressee(Recipient Recipient, Delivery? Delivery, string? NotMailedBecause);
