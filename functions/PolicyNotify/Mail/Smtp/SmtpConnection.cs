using MailKit;
using MailKit.Net.Smtp;

namespace PolicyNotify.Mail.Smtp;

/// <summary>One signed-in connection to the mail server, used by one message at a time.</summary>
internal sealed class SmtpConnection(SmtpClient client) : IDisposable
{
    public SmtpClient Client => client;

    /// <summary>How many messages have gone over it.</summary>
    public int Messages { get; set; }

    public void Dispose() => client.Dispose();

    /// <summary>Notes that the message itself has begun to go out: from then on, silence means unknown and not failure.</summary>
    public sealed class DataProgress : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
