using System.Security.Cryptography;
using System.Text;

namespace PolicyNotify.Replies;

/// <summary>When something that the other side did not take (an event, an acknowledgement) is tried again: twelve times within five days.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(8),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
        TimeSpan.FromHours(24),
        TimeSpan.FromHours(24),
    ];

    // Whoever asks for a year is asked again tomorrow.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>After so many attempts it is given up.</summary>
    public static int MostAttempts => Waits.Length + 1;

    /// <summary>How long to wait after an attempt; null when it was the last.</summary>
    /// <param name="id">What is tried: it decides by how much, up to a quarter, its wait is longer, so that a thousand do not come back at once.</param>
    /// <param name="attempts">Attempts so far, 1 or more.</param>
    /// <param name="asked">What the other side asked for; obeyed up to a day.</param>
    public static TimeSpan? After(string id, int attempts, TimeSpan? asked)
    {
        if (attempts >= MostAttempts)
            return null;
        var spread = SHA256.HashData(Encoding.UTF8.GetBytes($"{id}|{attempts}"))[0] / 1024.0;
        var wait = Waits[attempts - 1] * (1 + spread);
        if (asked is not { } seconds || seconds <= wait)
            return wait;
        return seconds < LongestWait ? seconds : LongestWait;
    }
}
