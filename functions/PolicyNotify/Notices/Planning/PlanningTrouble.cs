namespace PolicyNotify.Notices.Planning;

/// <summary>That a significant version has no notice yet, because planning it fails.</summary>
/// <param name="Notice">The notice that there should be.</param>
/// <param name="Since">Since when, in UTC.</param>
/// <param name="Attempts">How often it was tried; 0 when nobody tried.</param>
/// <param name="Because">What went wrong the last time, without addresses.</param>
public sealed record PlanningTrouble(NoticeId Notice, DateTimeOffset Since, int Attempts, string Because)
{
    // A storage that was away for a moment is none of legal's business.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    internal bool IsLasting(DateTimeOffset now) => now - Since >= Patience;
}
