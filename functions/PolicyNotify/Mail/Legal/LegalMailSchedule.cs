namespace PolicyNotify.Mail.Legal;

/// <summary>
/// When a mail to legal that was not taken is tried again: after a minute, two, four … up to six hours, or when the mail system said; for a
/// week. What may have been taken waits longer, because legal would read it twice.
/// </summary>
internal static class LegalMailSchedule
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private static readonly TimeSpan AfterUnknown = TimeSpan.FromHours(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(7);

    // Longer than any transport's own time-out: past it, whoever was sending has gone.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public static DateTimeOffset LeaseEnd(DateTimeOffset now) => now + Lease;

    /// <summary>The entry after an attempt.</summary>
    public static LegalMailEntry After(LegalMailEntry claim, MailOutcome outcome, DateTimeOffset now)
    {
        var attempted = claim with { At = now, NextAt = null, Detail = outcome.Detail };
        return outcome.Status switch
        {
            MailStatus.Accepted => attempted with { State = LegalMailState.Sent, Detail = null },
            MailStatus.Refused => attempted with { State = LegalMailState.Refused },
            _ when now - claim.FirstAt >= GiveUpAfter => attempted with { State = LegalMailState.GivenUp },
            _ => attempted with { State = LegalMailState.Due, NextAt = now + Wait(claim.Attempts, outcome) },
        };
    }

    private static TimeSpan Wait(int attempts, MailOutcome outcome)
    {
        var wait = TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Clamp(attempts - 1, 0, 10)), Longest.TotalMinutes));
        var least = outcome.Status is MailStatus.Unknown ? AfterUnknown : outcome.RetryAfter ?? TimeSpan.Zero;
        return least > wait ? least : wait;
    }
}
