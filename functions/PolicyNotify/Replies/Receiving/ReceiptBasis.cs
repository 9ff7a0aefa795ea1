namespace PolicyNotify.Replies.Receiving;

/// <summary>What the time of receipt rests on.</summary>
public enum ReceiptBasis
{
    /// <summary>The moment at which this system first saw the mail.</summary>
    Collected,

    /// <summary>The source: the mailbox's internal date, the file's time, or what whoever imported it vouched for.</summary>
    Source,

    /// <summary>The Received header of our own receiving host.</summary>
    ReceivedHeader,
}
