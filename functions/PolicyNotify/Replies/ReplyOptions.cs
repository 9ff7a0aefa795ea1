namespace PolicyNotify.Replies;

/// <summary>How replies are received. Section <c>Replies</c>, beside the address that notices ask to be answered to.</summary>
internal sealed class ReplyOptions
{
    public const string Section = "Replies";

    /// <summary>
    /// The name of the host that receives our mail, as it stands after <c>by</c> in its Received header. When set, that header tells when a mail
    /// was received; otherwise it is the moment of collection. Headers of other hosts and <c>Date</c> decide nothing.
    /// </summary>
    public string? ReceivingHost { get; set; }

    /// <summary>Mails taken up in one run, 200 by default; the next run goes on.</summary>
    public int MailsPerRun { get; set; } = 200;

    /// <summary>Acknowledgements to one person within a day, over all notices; 3 by default.</summary>
    public int AcknowledgementsPerDay { get; set; } = 3;

    /// <summary>The folder source.</summary>
    public FolderOptions Folder { get; set; } = new();

    internal sealed class FolderOptions
    {
        /// <summary>A folder of <c>.eml</c> files, relative to the content root; null: no folder is read.</summary>
        public string? Path { get; set; }
    }
}
