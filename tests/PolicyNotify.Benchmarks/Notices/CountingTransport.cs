using PolicyNotify.Mail;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>Takes every message, after as long as a mail system is said to need, and remembers who got how many. A byte for each person: it must not be what is measured.</summary>
internal sealed class CountingTransport(int people, TimeSpan latency) : IMailTransport
{
    private readonly byte[] times = new byte[people];
    private long taken;

    public string Name => "counting";

    public long Taken => Interlocked.Read(ref taken);

    /// <summary>How often each person was sent the message, up to 255 times.</summary>
    public IReadOnlyList<byte> Times => times;

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, TimeProvider.System, cancellationToken);
        }

        lock (times)
        {
            times[BenchmarkPeople.NumberOf(mail.To.Address)]++;
        }

        Interlocked.Increment(ref taken);
        return MailOutcome.Accepted(mail.MessageId);
    }
}
