namespace PolicyNotify.Mail.Legal;

/// <summary>Whether legal gets what it is written: a mail about trouble that is in trouble itself has to show elsewhere.</summary>
public sealed class LegalMailHealth
{
    // What nobody asks for any more (a daily mail whose day has passed) is not tried again, and lasts no longer than this.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(2);

    // Greylisting and a mail system that is restarted are no trouble yet.
    private const int AttemptsBeforeTrouble = 3;

    private readonly LegalMailStore store;
    private readonly TimeProvider clock;

    internal LegalMailHealth(LegalMailStore store, TimeProvider clock) => (this.store, this.clock) = (store, clock);

    /// <summary>The mails of the last two days that legal did not get; null when there is no trouble.</summary>
    public async Task<LegalMailTrouble?> FindAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var recent = (await store.ListNotTakenAsync(cancellationToken)).Where(entry => now - entry.At < Memory).ToList();
        var lost = recent.Where(entry => entry.State is LegalMailState.Refused or LegalMailState.GivenUp).ToList();
        var waiting = recent.Where(entry => entry.State is LegalMailState.Due && entry.Attempts >= AttemptsBeforeTrouble).ToList();
        return lost.Count + waiting.Count == 0 ? null : new(waiting.Count, lost.Count, lost.Concat(waiting).MaxBy(entry => entry.At)!.Detail);
    }
}
