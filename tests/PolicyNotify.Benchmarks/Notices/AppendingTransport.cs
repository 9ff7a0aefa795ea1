using System.Text;
using PolicyNotify.Mail;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>A mail system that outlives the process: each message it takes is a line in a file, written before it answers.</summary>
internal sealed class AppendingTransport(string file) : IMailTransport
{
    private readonly Lock gate = new();

    public string Name => "appending";

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(Encoding.UTF8.GetBytes(mail.MessageId + "\n"));
        }

        return Task.FromResult(MailOutcome.Accepted(null));
    }
}
