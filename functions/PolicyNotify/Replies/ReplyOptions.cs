using PolicyNotify.Replies.Receiving.Imap;
using PolicyNotify.Replies.Receiving.InboundParse;

namespace PolicyNotify.Replies;

/// <summary>How replies are received. Section <c>Replies</c>, beside the address that notices ask to be answered to.</summary>
internal sealed class ReplyOptions
{
    public const string Section = "Replies";

    /// <summary>
    /// The name of the host that receives our mail, as it stands after <c>by</c> in its Received header; <c>*.example.com</c> for every host below.
    /// That header counts when telling the time of receipt, and that host's Authentication-Results when telling who wrote a mail.
    /// Headers of other hosts and <c>Date</c> decide nothing.
    /// </summary>
    public string? ReceivingHost { get; set; }

    /// <summary>The name at the start of that host's Authentication-Results, where it is not <see cref="ReceivingHost"/>.</summary>
    public string? AuthenticationServer { get; set; }

    /// <summary>Mails taken up from one source in one run, 200 by default; the next run goes on.</summary>
    public int MailsPerRun { get; set; } = 200;

    /// <summary>Acknowledgements to one person within a day, over all notices; 3 by default.</summary>
    public int AcknowledgementsPerDay { get; set; } = 3;

    /// <summary>
    /// The IANA time zone of the people who answer: of the due dates of data-protection requests and of the hour of the digest. <c>Etc/UTC</c> by default.
    /// </summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>The local hour, 0 to 23, from which the daily digest goes to legal; 7 by default.</summary>
    public int DigestHour { get; set; } = 7;

    /// <summary>The folder source.</summary>
    public FolderOptions Folder { get; set; } = new();

    /// <summary>The mailboxes that replies arrive in; none by default.</summary>
    public IList<ImapOptions> Imap { get; } = [];

    /// <summary>SendGrid's Inbound Parse; off by default.</summary>
    public InboundParseOptions InboundParse { get; set; } = new();

    internal sealed class FolderOptions
    {
        /// <summary>A folder of <c>.eml</c> files, relative to the content root; null: no folder is read.</summary>
        public string? Path { get; set; }
    }
}
