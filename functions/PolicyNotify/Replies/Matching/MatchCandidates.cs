using System.Text.RegularExpressions;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Judging.Mime;

namespace PolicyNotify.Replies.Matching;

/// <summary>What the addresses in a mail suggest where nothing of ours identifies it: never enough to act on, but something to start from.</summary>
internal sealed partial class MatchCandidates(DeliveryLedger ledger, RecipientStore recipients, ReplyWindows windows)
{
    private const int MostAddresses = 20;
    private const int LongestText = 50_000;

    private static readonly string[] PersonHeaders = ["Reply-To", "Sender", "Return-Path", "Resent-From", "X-Forwarded-For", "X-Original-From", "Cc"];

    /// <summary>The sender's own notice that could be answered then; without one, whomever else the mail mentions.</summary>
    public async Task<ReplyMatch> BySenderAsync(ReadMail mail, IReadOnlyList<Notice> known, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (mail.FromAddress.Length == 0 || await recipients.FindByAddressAsync(mail.FromAddress, cancellationToken) is not { } recipient)
        {
            return ReplyMatch.Nobody("It answers none of our messages, and its sender is nobody we know.") with
            {
                Candidates = await MentionedAsync(mail, known, receivedAt, cancellationToken),
            };
        }

        var told = await ToldAsync(recipient.Id, known, receivedAt, "Its sender was sent this notice", cancellationToken);
        var only = told.Count > 0 ? told[0] : null;
        var doubt = told.Count switch
        {
            0 => "Its sender is known, but was never sent a notice.",
            1 => "Only the sender's address connects it with the notice.",
            _ => $"Only the sender's address connects it with a notice; it may mean any of {string.Join(", ", told.Select(one => one.Notice))}.",
        };
        return new(MatchBasis.Sender, only?.Notice, recipient.Id, doubt) { Candidates = told };
    }

    private async Task<IReadOnlyList<MatchCandidate>> MentionedAsync(
        ReadMail mail, IReadOnlyList<Notice> known, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var text = mail.AnyText is { Length: > LongestText } all ? all[..LongestText] : mail.AnyText;
        var addresses = mail.Headers
            .Where(header => PersonHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .Append(text)
            .SelectMany(place => Address().Matches(place).Select(found => found.Value))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostAddresses);
        var found = new List<MatchCandidate>();
        foreach (var address in addresses)
        {
            if (await recipients.FindByAddressAsync(address, cancellationToken) is { } recipient)
                found.AddRange(await ToldAsync(recipient.Id, known, receivedAt, "The mail names this person's address, and they were sent this notice", cancellationToken));
        }

        return found.Count > 0 ? found : [.. known.Select(notice => new MatchCandidate(notice.Id, null, "A notice that was sent."))];
    }

    /// <summary>The notices that a person was sent: those that could be answered then first, the latest of them before the others.</summary>
    private async Task<IReadOnlyList<MatchCandidate>> ToldAsync(
        RecipientId recipient, IReadOnlyList<Notice> known, DateTimeOffset receivedAt, string why, CancellationToken cancellationToken)
    {
        var open = new List<MatchCandidate>();
        var closed = new List<MatchCandidate>();
        foreach (var notice in known)
        {
            if (await ledger.FindAsync(notice.Id, recipient, cancellationToken) is null)
                continue;
            if (await windows.OfAsync(notice.Id, recipient, receivedAt, cancellationToken) is { IsInTime: true })
                open.Add(new(notice.Id, recipient, $"{why}; it could be objected to then."));
            else
                closed.Add(new(notice.Id, recipient, $"{why}; the time to object was over."));
        }

        return [.. open, .. closed];
    }

    [GeneratedRegex("[^\\s<>\"'(),;:\\[\\]]{1,64}@[^\\s<>\"'(),;:\\[\\]]{1,255}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
