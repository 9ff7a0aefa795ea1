using MimeKit.Utils;
using PolicyNotify.Replies.Judging.Mime;

namespace PolicyNotify.Replies.Receiving;

/// <summary>Tells when a mail reached us. Only our own receiving host is believed: everything else in a mail is the sender's to invent.</summary>
internal static class ReceiptTime
{
    /// <summary>The time in the topmost Received header when it is our host's, and <paramref name="collectedAt"/> otherwise or when it lies in the future.</summary>
    public static DateTimeOffset Of(ReadMail? mail, string? receivingHost, DateTimeOffset collectedAt)
    {
        // Each host adds its header on top; whatever stands below ours may have been sent along.
        if (receivingHost is null || mail?.Header("Received") is not { } received || !IsBy(received, receivingHost))
            return collectedAt;
        var semicolon = received.LastIndexOf(';');
        return semicolon > 0 && DateUtils.TryParse(received[(semicolon + 1)..].Trim(), out var at) && at <= collectedAt ? at.ToUniversalTime() : collectedAt;
    }

    private static bool IsBy(string received, string host)
    {
        var words = received.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        var by = Array.FindIndex(words, word => word.Equals("by", StringComparison.OrdinalIgnoreCase));
        return by >= 0 && by + 1 < words.Length && words[by + 1].Equals(host, StringComparison.OrdinalIgnoreCase);
    }
}
