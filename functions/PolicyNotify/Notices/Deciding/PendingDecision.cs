using PolicyNotify.Evidence;

namespace PolicyNotify.Notices.Deciding;

/// <summary>
/// A decision that changes notice and version, on its way. It is stored with the notice before its first step, so that whoever finds it
/// after a crash carries it out; meanwhile nothing is mailed.
/// </summary>
/// <param name="Number">Which of the notice's decisions it is.</param>
/// <param name="EffectiveOn">The new day of a postponement; null to cancel.</param>
/// <param name="By">Who decided.</param>
/// <param name="Why">Why.</param>
/// <param name="Actor">Through whose key.</param>
internal sealed record PendingDecision(int Number, DateOnly? EffectiveOn, string By, string Why, Actor Actor)
{
    public Dictionary<string, string> Details() => new(StringComparer.Ordinal) { ["by"] = By, ["why"] = Why };
}
