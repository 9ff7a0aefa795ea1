using System.Text.RegularExpressions;
using MimeKit;

namespace PolicyNotify.Replies.Judging.Kinds;

/// <summary>Reads from a bounce which address it is about and whether the trouble lasts.</summary>
internal static partial class BounceReader
{
    private const int MaximumRecipients = 100;

    /// <summary>From the fields of RFC 3464.</summary>
    public static IEnumerable<BouncedRecipient> FromStatus(IEnumerable<HeaderList> groups)
    {
        foreach (var group in groups.Take(MaximumRecipients))
        {
            // The address we wrote to matters, not the one it was rewritten to.
            if ((Address(group["Original-Recipient"]) ?? Address(group["Final-Recipient"])) is not { } address)
                continue;

            var status = EnhancedStatus().Match(group["Status"] ?? string.Empty) is { Success: true } match ? match.Value : null;
            var action = group["Action"]?.Trim().ToLowerInvariant() ?? string.Empty;
            if (action is "delivered" or "relayed" or "expanded")
                continue;
            yield return new BouncedRecipient(address, status is not null ? status[0] == '5' : action.StartsWith("fail", StringComparison.Ordinal), status);
        }
    }

    /// <summary>From the words of a mail system that writes no such fields.</summary>
    public static IReadOnlyList<BouncedRecipient> FromText(string? failedRecipients, string text)
    {
        var head = text.Length <= 6_000 ? text : text[..6_000];
        var code = EnhancedStatus().Match(head) is { Success: true } enhanced ? enhanced.Value
            : SmtpStatus().Match(head) is { Success: true } smtp ? smtp.Groups["code"].Value
            : null;
        var addresses = AddressPattern().Matches(string.IsNullOrWhiteSpace(failedRecipients) ? BeforeOriginal(head) : failedRecipients)
            .Select(match => match.Value.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal)
            .Where(address => !address.StartsWith("postmaster@", StringComparison.Ordinal) && !address.StartsWith("mailer-daemon@", StringComparison.Ordinal))
            .Take(string.IsNullOrWhiteSpace(failedRecipients) ? 1 : MaximumRecipients);
        return [.. addresses.Select(address => new BouncedRecipient(address, code is not null && code[0] == '5', code))];
    }

    /// <summary>Without the returned message, which names the sender as well and holds our own words.</summary>
    public static string BeforeOriginal(string text)
    {
        var original = OriginalFollows().Match(text);
        return original.Success ? text[..original.Index] : text;
    }

    private static string? Address(string? field) =>
        field is not null && AddressPattern().Match(field) is { Success: true } match ? match.Value.ToLowerInvariant() : null;

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnhancedStatus();

    [GeneratedRegex(@"(?:^|[^\d.])(?<code>[45][0-5]\d)[ -]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SmtpStatus();

    [GeneratedRegex(@"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-zA-Z0-9][a-zA-Z0-9.-]{0,250}[a-zA-Z0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"^(?:.*original message|.*copy of (?:the|your) (?:message|mail)|Received:|Return-Path:|Message-ID:)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex OriginalFollows();
}
