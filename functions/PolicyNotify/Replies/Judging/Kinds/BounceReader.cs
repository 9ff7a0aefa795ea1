using System.Text.RegularExpressions;
using MimeKit;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Replies.Judging.Kinds;

/// <summary>Reads from a bounce which address it is about and whether the trouble lasts.</summary>
internal sealed partial class BounceReader(MachineMarks marks)
{
    private const int MaximumRecipients = 100;
    private const int LookedAt = 6_000;

    /// <summary>From the fields of RFC 3464.</summary>
    public static IEnumerable<BouncedRecipient> FromStatus(IEnumerable<HeaderList> groups)
    {
        foreach (var group in groups.Take(MaximumRecipients))
        {
            // The address we wrote to matters, not the one it was rewritten to.
            if ((Address(group["Original-Recipient"]) ?? Address(group["Final-Recipient"])) is not { } address)
                continue;

            var action = group["Action"]?.Trim().ToLowerInvariant() ?? string.Empty;
            if (action is "delivered" or "relayed" or "expanded")
                continue;
            var status = Status(group["Status"] ?? string.Empty, group["Diagnostic-Code"] ?? string.Empty);

            // What is only delayed may still arrive, whatever its code.
            var isPermanent = action is not "delayed" && (status is not null ? status[0] == '5' : action.StartsWith("fail", StringComparison.Ordinal));
            yield return new BouncedRecipient(address, isPermanent, status);
        }
    }

    /// <summary>From the words of a mail system that writes no such fields.</summary>
    public IReadOnlyList<BouncedRecipient> FromText(ReadMail mail)
    {
        var head = mail.AnyText.Length <= LookedAt ? mail.AnyText : mail.AnyText[..LookedAt];
        var report = BeforeOriginal(head);
        if (mail.Header("X-Failed-Recipients") is { } failed && AddressesIn(failed).Take(MaximumRecipients).ToList() is { Count: > 0 } named)
            return [.. named.Select(address => Judge(address, From(report, address), report))];

        var blocks = RecipientLine().Matches(report).Take(MaximumRecipients).ToList();
        if (blocks.Count > 0)
            return [.. blocks.Select((block, index) => Judge(block.Groups["address"].Value.ToLowerInvariant(), report[block.Index..(index + 1 < blocks.Count ? blocks[index + 1].Index : report.Length)], report)).DistinctBy(one => one.Address)];

        // A report names the sender as well. Where it names nobody else, whom we wrote to stands in the returned message below it.
        var own = (mail.Header("To") ?? string.Empty).ToLowerInvariant();
        var address = AddressesIn(SenderLine().Replace(report, string.Empty)).FirstOrDefault(one => !own.Contains(one, StringComparison.Ordinal))
            ?? AddressesIn(ToLine().Match(head).Value).FirstOrDefault();
        return address is null ? [] : [Judge(address, report, report)];
    }

    /// <summary>Without the returned message, which names the sender as well and holds our own words.</summary>
    public static string BeforeOriginal(string text)
    {
        var original = OriginalFollows().Match(text);
        return original.Success ? text[..original.Index] : text;
    }

    private BouncedRecipient Judge(string address, string near, string report)
    {
        var code = Code(near) ?? Code(report);
        return new(address, code is not null ? code[0] == '5' : marks.SaysPermanent(report), code);
    }

    private static string From(string text, string address) =>
        text.IndexOf(address, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? text[at..] : text;

    private static string? Code(string text) =>
        EnhancedStatus().Match(text) is { Success: true } enhanced ? enhanced.Value
        : SmtpStatus().Match(text) is { Success: true } smtp ? smtp.Groups["code"].Value
        : null;

    // Many systems write 5.0.0 for whatever they have not looked into; the answer of the other host says more.
    private static string? Status(string status, string diagnosis)
    {
        var given = EnhancedStatus().Match(status) is { Success: true } match ? match.Value : null;
        if (given?.EndsWith(".0.0", StringComparison.Ordinal) == false)
            return given;
        return Code(diagnosis) is { } code && (given is null || (code.Contains('.', StringComparison.Ordinal) && code[0] == given[0])) ? code : given;
    }

    private static IEnumerable<string> AddressesIn(string text) =>
        AddressPattern().Matches(text)
            .Select(match => match.Value.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal)
            .Where(address => !address.StartsWith("postmaster@", StringComparison.Ordinal) && !address.StartsWith("mailer-daemon@", StringComparison.Ordinal));

    private static string? Address(string? field) =>
        field is not null && AddressPattern().Match(field) is { Success: true } match ? match.Value.ToLowerInvariant() : null;

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnhancedStatus();

    [GeneratedRegex(@"(?:^|[^\d.])(?<code>[45][0-5]\d)[ -]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SmtpStatus();

    [GeneratedRegex(@"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\p{L}0-9][\p{L}0-9.-]{0,250}[\p{L}0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"^(?:-+ ?original message|original (?:message|mail)(?: follows|:| as follows)|.*copy of (?:the|your) (?:message|mail)|.*unsent message follows|.*message headers? follows|.*(?:below this line|kopf der urspr)|Received:|Return-Path:|Message-ID:)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex OriginalFollows();

    // "<address>: what happened", one block for each.
    [GeneratedRegex(@"^\s*<(?<address>[^<>\s@]{1,64}@[^<>\s@]{1,250})>\s*(?::|$)", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecipientLine();

    [GeneratedRegex(@"^\s*(?:from|mail from|sender|reply-to|return-path|message-id|von)\b.*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex SenderLine();

    [GeneratedRegex(@"^\s*To:.*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex ToLine();
}
