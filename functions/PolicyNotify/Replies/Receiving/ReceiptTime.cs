using MimeKit.Utils;
using PolicyNotify.Replies.Judging.Mime;

namespace PolicyNotify.Replies.Receiving;

/// <summary>When a mail reached us, and what that rests on.</summary>
internal sealed record ReceiptTime(DateTimeOffset At, ReceiptBasis Basis)
{
    /// <summary>
    /// The earliest time that a server of ours vouches for: in the person's favour, so that no outage of the collector costs anybody a day.
    /// Everything else in a mail is the sender's to invent. A time in the future, or before there was anything to answer, is a clock gone wrong.
    /// </summary>
    /// <param name="mail">The mail; null when it cannot be read.</param>
    /// <param name="receivingHost">See <see cref="ReplyOptions.ReceivingHost"/>.</param>
    /// <param name="arrivedAt">When the source says that it arrived.</param>
    /// <param name="notBefore">Before this nobody can have answered.</param>
    /// <param name="collectedAt">Now.</param>
    public static ReceiptTime Of(ReadMail? mail, string? receivingHost, DateTimeOffset? arrivedAt, DateTimeOffset? notBefore, DateTimeOffset collectedAt)
    {
        var earliest = new ReceiptTime(collectedAt, ReceiptBasis.Collected);
        foreach (var (time, basis) in new[] { (arrivedAt, ReceiptBasis.Source), (HeaderOf(mail, receivingHost), ReceiptBasis.ReceivedHeader) })
        {
            if (time is { } at && at < earliest.At && !(at < notBefore))
                earliest = new(at.ToUniversalTime(), basis);
        }

        return earliest;
    }

    private static DateTimeOffset? HeaderOf(ReadMail? mail, string? receivingHost)
    {
        // Each host adds its header on top; whatever stands below ours may have been sent along.
        if (receivingHost is null || mail?.Header("Received") is not { } received || !IsBy(received, receivingHost))
            return null;
        var semicolon = received.LastIndexOf(';');
        return semicolon > 0 && DateUtils.TryParse(received[(semicolon + 1)..].Trim(), out var at) ? at : null;
    }

    private static bool IsBy(string received, string host)
    {
        var words = received.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        var by = Array.FindIndex(words, word => word.Equals("by", StringComparison.OrdinalIgnoreCase));
        return by >= 0 && by + 1 < words.Length && HostName.Is(words[by + 1], host);
    }
}
