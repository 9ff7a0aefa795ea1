using PolicyNotify.Mail;

namespace PolicyNotify.Notices.Mailing;

/// <summary>How long a delivery that was put off waits: one minute, doubled with each attempt up to an hour, spread so that they do not all come back at once.</summary>
internal static class RetryDelays
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan After(int attempts, MailOutcome outcome)
    {
        var doubled = TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Clamp(attempts - 1, 0, 10)), Longest.TotalMinutes));
        var spread = doubled * (0.75 + (Random.Shared.NextDouble() / 2));
        return outcome.RetryAfter is { } asked && asked > spread ? Spread(asked) : spread;
    }

    /// <summary>A moment that was asked for, or up to a tenth of the wait later: never earlier.</summary>
    public static DateTimeOffset Spread(DateTimeOffset asked, DateTimeOffset now) => now + Spread(asked - now);

    private static TimeSpan Spread(TimeSpan asked) => asked * (1 + (Random.Shared.NextDouble() / 10));
}
