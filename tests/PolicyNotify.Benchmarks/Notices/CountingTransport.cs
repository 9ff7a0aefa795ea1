using System.Collections.Concurrent;
using PolicyNotify.Mail;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>Takes every message at once and remembers who got how many.</summary>
internal sealed class CountingTransport : IMailTransport
{
    private readonly ConcurrentDictionary<string, int> times = new(StringComparer.Ordinal);
    private long taken;

    public string Name => "counting";

    public long Taken => Interlocked.Read(ref taken);

    public int People => times.Count;

    public long Repeats => Taken - times.Count;

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        times.AddOrUpdate(mail.MessageId, 1, (_, before) => before + 1);
        Interlocked.Increment(ref taken);
        return Task.FromResult(MailOutcome.Accepted(mail.MessageId));
    }
}
