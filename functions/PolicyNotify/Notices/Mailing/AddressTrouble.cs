using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Notices.Mailing;

/// <summary>Why a verified person is not mailed.</summary>
internal static class AddressTrouble
{
    /// <summary>The words for the ledger; null for whoever may be mailed, and for whoever is not verified.</summary>
    public static string? Of(Recipient recipient) => recipient switch
    {
        { IsVerified: false } or { MayBeMailed: true } => null,
        { Unreachable.Cause: UnreachableCause.Bounced } => "Not mailed: earlier mail to the address came back for good.",
        _ => "Not mailed: the person called earlier mail unwanted.",
    };
}
