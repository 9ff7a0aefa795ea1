using MimeKit.Utils;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Judging.Mime;

namespace PolicyNotify.Replies.Matching;

/// <summary>Finds the person and the notice that a reply belongs to: by token, else by the message it answers, else by its sender.</summary>
internal sealed class ReplyMatcher(
    NoticeStore notices, ReplyTokens tokens, MessageIds messageIds, DeliveryLedger ledger, RecipientStore recipients, RecipientIdentity identity)
{
    private const int MostReferences = 50;

    private static readonly string[] AddressHeaders = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "To", "Cc"];

    public async Task<ReplyMatch> MatchAsync(ReadMail mail, CancellationToken cancellationToken)
    {
        var known = await notices.ListAsync(cancellationToken);
        return ByToken(mail, known)
            ?? await ByMessageIdAsync(mail, known, cancellationToken)
            ?? await BySenderAsync(mail, known, cancellationToken);
    }

    private ReplyMatch? ByToken(ReadMail mail, IReadOnlyList<Notice> known)
    {
        var found = mail.Headers
            .Where(header => AddressHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.Split([',', ';', '<', '>', ' ', '"'], StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.Contains('+', StringComparison.Ordinal));
        foreach (var address in found)
        {
            if (ReplyToken.TryFindIn(address, out var token) && known.FirstOrDefault(notice => tokens.IsGenuine(token, notice.Id)) is { } notice)
                return Found(MatchBasis.Token, notice.Id, token.Recipient, mail);
        }

        return null;
    }

    private async Task<ReplyMatch?> ByMessageIdAsync(ReadMail mail, IReadOnlyList<Notice> known, CancellationToken cancellationToken)
    {
        var references = new[] { mail.Header("In-Reply-To"), mail.Header("References") }
            .Where(value => value is not null)
            .SelectMany(value => MimeUtils.EnumerateReferences(value!))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostReferences);
        foreach (var reference in references)
        {
            if (!messageIds.TryReadNotice(reference, out var id) || !known.Any(notice => notice.Id == id))
                continue;
            if (await RecipientOfAsync(reference, id, mail, cancellationToken) is { } recipient)
                return Found(MatchBasis.MessageId, id, recipient, mail);
        }

        return null;
    }

    private async Task<RecipientId?> RecipientOfAsync(string reference, NoticeId notice, ReadMail mail, CancellationToken cancellationToken)
    {
        if (mail.FromAddress.Length > 0 && identity.IdOf(mail.FromAddress) is var sender && IsCopyOf(sender))
            return sender;

        // Answered from another address: the identifier is a hash, so only comparing tells whose copy it was.
        foreach (var partition in RecipientId.Partitions)
        {
            await foreach (var delivery in ledger.ReadPartitionAsync(notice, partition, cancellationToken))
            {
                if (IsCopyOf(delivery.Recipient))
                    return delivery.Recipient;
            }
        }

        return null;

        bool IsCopyOf(RecipientId recipient) => messageIds.Of(notice, recipient).Equals(reference.Trim('<', '>'), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<ReplyMatch> BySenderAsync(ReadMail mail, IReadOnlyList<Notice> known, CancellationToken cancellationToken)
    {
        if (mail.FromAddress.Length == 0 || await recipients.FindByAddressAsync(mail.FromAddress, cancellationToken) is not { } recipient)
            return ReplyMatch.Nobody("It answers none of our messages, and its sender is nobody we know.");

        var told = new List<NoticeId>();
        foreach (var notice in known)
        {
            if (await ledger.FindAsync(notice.Id, recipient.Id, cancellationToken) is not null)
                told.Add(notice.Id);
        }

        return told.Count switch
        {
            0 => new(MatchBasis.Sender, null, recipient.Id, "Its sender is known, but was never sent a notice."),
            1 => new(MatchBasis.Sender, told[0], recipient.Id, "Only the sender's address connects it with the notice."),
            _ => new(MatchBasis.Sender, told[0], recipient.Id, $"Only the sender's address connects it with a notice; it may mean any of {string.Join(", ", told)}."),
        };
    }

    private ReplyMatch Found(MatchBasis basis, NoticeId notice, RecipientId recipient, ReadMail mail) =>
        new(basis, notice, recipient, mail.FromAddress.Length > 0 && identity.IdOf(mail.FromAddress) == recipient ? null : "It was sent from another address than the one the notice went to.");
}
