using PolicyNotify.Changes;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Standing;

/// <summary>
/// Says where a person stands towards a version: the promise that going on to use the service after a change is agreement to it, no more.
/// Somebody is deemed to agree only when they were told, the version is in force, and their time to object is over without an objection that
/// stands; from the end of that time, never earlier.
/// </summary>
internal static class StandingRule
{
    public static (AgreementState State, string Why) Of(StandingFacts facts) => facts switch
    {
        { Version.State: VersionState.Withdrawn } => (AgreementState.Withdrawn, "Taken back before anybody was told."),
        { HasObjection: true, Objection.Window.IsInTime: true } => (AgreementState.Objected, "The person objected in time."),
        { HasObjection: true } => (AgreementState.ObjectedLate, "The person objected after the time to object had ended; what follows is for legal to decide."),
        { Version.Significance: not Significance.Significant } => (AgreementState.Announced, "A minor version: announced on the site, no mail."),
        { IsTold: true } => OfTold(facts),
        _ => OfUntold(facts),
    };

    /// <summary>
    /// From when the person is deemed to agree; null when they are not. Whoever took an objection back agrees from then on, if that was later; an
    /// objection recorded by mistake never was one.
    /// </summary>
    public static DateTimeOffset? AgreedAt(StandingFacts facts)
    {
        if (Of(facts).State is not AgreementState.DeemedToAgree)
            return null;
        var closed = facts.Window!.ClosesAt;
        return facts.Objection?.Withdrawal is { Because: WithdrawalGround.Person } withdrawal && withdrawal.At > closed ? withdrawal.At : closed;
    }

    private static (AgreementState State, string Why) OfTold(StandingFacts facts) => facts switch
    {
        { Recipient: null } => (AgreementState.Gone, "Told, and no longer on the list: whether the person went on using the service is not known here."),
        { Window: { IsInTime: false }, IsInForce: true } => (AgreementState.DeemedToAgree, "Told, in force, and the time to object ended without an objection that stands."),
        { Window: { IsInTime: false } } => (AgreementState.MayObject, "Told; the version has not taken effect, so nothing counts as agreement to it."),
        { Version.State: VersionState.Held } => (AgreementState.MayObject, "Told; the version is held, and the time to object has no end yet."),
        _ => (AgreementState.MayObject, "Told; the time to object is not over."),
    };

    private static (AgreementState State, string Why) OfUntold(StandingFacts facts)
    {
        if (facts.Delivery is { } delivery && WhyNot(delivery) is { } reason)
            return (AgreementState.NotTold, reason);
        if (facts.Recipient is null)
            return (AgreementState.NotTold, "The person is no longer known, and no copy is on record.");
        if (facts.IsInForce && facts.Recipient.AddedAt >= facts.Version.InForceSince)
            return (AgreementState.JoinedLater, "The person became known here when the version was in force already.");
        if (!facts.Recipient.IsVerified)
            return (AgreementState.NotTold, "The address is not verified, so no mail goes there.");
        if (facts.Recipient is { MayBeMailed: false, Unreachable: { } unreachable })
            return (AgreementState.NotTold, $"Mail does not reach the address: {unreachable.Cause.ToString().ToLowerInvariant()} before.");
        if (!facts.IsInForce)
            return (AgreementState.ToBeTold, "The notice has not gone out to the person yet.");
        return facts.TellBy is { } tellBy && facts.Recipient.Verification!.RecordedAt >= tellBy
            ? (AgreementState.NotTold, "The address was verified when it was too late to tell the person in time.")
            : (AgreementState.NotTold, "No copy is on record.");
    }

    private static string? WhyNot(Delivery delivery) => delivery switch
    {
        { State: DeliveryState.Accepted, Fate.Bounce: { IsPermanent: true } bounce } => $"The mail came back for good{Code(bounce)}.",
        { State: DeliveryState.Accepted, Fate.Dropped: { } dropped } => $"The mail system took the mail and never sent it on{Code(dropped)}.",
        { State: DeliveryState.Refused } => $"The mail system refused the mail: {delivery.Detail}",
        { State: DeliveryState.Suppressed } => $"No mail was sent: {delivery.Detail}",
        { State: DeliveryState.Unknown } => "Whether the mail system took the mail is not known.",
        _ => null,
    };

    private static string Code(DeliveryFailure failure) => failure.Code is { } code ? $" ({code})" : "";
}
