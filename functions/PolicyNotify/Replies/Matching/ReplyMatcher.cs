using MimeKit.Utils;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Judging.Mime;

namespace PolicyNotify.Replies.Matching;

/// <summary>Finds the person and the notice that a reply belongs to: by token, else by the message it answers, else by its sender.</summary>
internal sealed class ReplyMatcher(
    NoticeStore notices, ReplyTokens tokens, MessageIds messageIds, DeliveryLedger ledger, RecipientIdentity identity, MatchCandidates candidates)
{
    private const int MostReferences = 50;
    private const string ForeignToken = "It was sent to a reply address that none of our keys signed.";
    private const string ForeignReference = "It names a message that looks like ours and was never sent.";

    private static readonly string[] AddressHeaders = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "To", "Cc"];

    /// <param name="mail">The mail.</param>
    /// <param name="sentTo">The addresses it was delivered for, as far as its source tells.</param>
    /// <param name="receivedAt">When it was received: a sender's address alone speaks for a notice that could be answered then.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReplyMatch> MatchAsync(ReadMail mail, IReadOnlyList<string> sentTo, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        // Nobody was told of a cancelled notice, so nobody can answer it.
        var known = (await notices.ListAsync(cancellationToken)).Where(notice => notice.Stage is not NoticeStage.Cancelled).ToList();
        var remarks = new List<string>();
        var match = ByToken(mail, sentTo, known, remarks)
            ?? await ByMessageIdAsync(mail, remarks, cancellationToken)
            ?? await candidates.BySenderAsync(mail, known, receivedAt, cancellationToken);
        return match with { Remarks = remarks, Mailing = MailingOf(mail, match) };
    }

    // A mail that comes back carries our identifier inside; the one it claims to answer may be of an earlier mail.
    private MailingId? MailingOf(ReadMail mail, ReplyMatch match) => mail.ReturnedIds
        .Concat(References(mail))
        .Select(reference => messageIds.TryRead(reference, out var mailing, out var recipient) && recipient == match.Recipient && mailing.Notice == match.Notice ? mailing : null)
        .FirstOrDefault(mailing => mailing is not null);

    private static IEnumerable<string> References(ReadMail mail) => new[] { mail.Header("In-Reply-To"), mail.Header("References") }
        .Where(value => value is not null)
        .SelectMany(value => MimeUtils.EnumerateReferences(value!))
        .Concat(mail.ReturnedIds)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Take(MostReferences);

    private ReplyMatch? ByToken(ReadMail mail, IReadOnlyList<string> sentTo, IReadOnlyList<Notice> known, List<string> remarks)
    {
        var found = mail.Headers
            .Where(header => AddressHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.Split([',', ';', '<', '>', ' ', '"'], StringSplitOptions.RemoveEmptyEntries))
            .Concat(sentTo)
            .Where(word => word.Contains('+', StringComparison.Ordinal));
        foreach (var address in found)
        {
            if (!ReplyToken.TryFindIn(address, out var token))
                continue;
            if (known.FirstOrDefault(notice => tokens.IsGenuine(token, notice.Id)) is { } notice)
                return Found(MatchBasis.Token, notice.Id, token.Recipient, mail);
            if (!remarks.Contains(ForeignToken))
                remarks.Add(ForeignToken);
        }

        return null;
    }

    private async Task<ReplyMatch?> ByMessageIdAsync(ReadMail mail, List<string> remarks, CancellationToken cancellationToken)
    {
        foreach (var reference in References(mail).Where(reference => messageIds.TryReadMailing(reference, out _)))
        {
            // The identifier says itself whose copy it was, and one look into the ledger says whether it was ever made: a made-up one costs no more.
            if (messageIds.TryRead(reference, out var mailing, out var recipient) && await ledger.FindAsync(mailing, recipient, cancellationToken) is not null)
                return Found(MatchBasis.MessageId, mailing.Notice, recipient, mail);
            if (!remarks.Contains(ForeignReference))
                remarks.Add(ForeignReference);
        }

        return null;
    }

    private ReplyMatch Found(MatchBasis basis, NoticeId notice, RecipientId recipient, ReadMail mail) =>
        new(basis, notice, recipient, mail.FromAddress.Length > 0 && identity.IdOf(mail.FromAddress) == recipient ? null : "It was sent from another address than the one the notice went to.");
}
