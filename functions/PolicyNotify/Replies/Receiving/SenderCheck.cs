using System.Text;
using MimeKit.Cryptography;
using PolicyNotify.Replies.Judging.Mime;

namespace PolicyNotify.Replies.Receiving;

/// <summary>Whether our receiving host found that somebody else wrote the sender's address into a mail (Authentication-Results, RFC 8601).</summary>
internal static class SenderCheck
{
    private const string HeaderName = "Authentication-Results";
    private const string Dmarc = "dmarc";

    private static readonly string[] Methods = ["spf", "dkim", Dmarc];
    private static readonly string[] Failures = ["fail", "softfail", "hardfail"];

    /// <summary>Why the sender is in doubt; null when our host found nothing, or did not look. A good result makes nothing certain that would not be certain without.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="server">Whose findings count; null: nobody's.</param>
    public static string? DoubtOf(ReadMail mail, string? server)
    {
        if (mail.Headers.Count(header => header.Key.Equals("From", StringComparison.OrdinalIgnoreCase)) > 1)
            return "It names its sender more than once.";
        if (server is null || Topmost(mail, server) is not { } findings)
            return null;

        // DMARC passes only when SPF or DKIM vouches for the very domain in From, so a forwarder's SPF failure beside it means nothing.
        if (findings.Results.Any(found => Is(found.Method, Dmarc) && Is(found.Result, "pass")))
            return null;
        var failed = findings.Results
            .Where(found => Methods.Contains(found.Method, StringComparer.OrdinalIgnoreCase) && Failures.Contains(found.Result, StringComparer.OrdinalIgnoreCase))
            .Select(found => $"{found.Method.ToUpperInvariant()} {found.Result.ToLowerInvariant()}")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return failed.Count == 0 ? null : Doubt(string.Join(", ", failed));
    }

    /// <summary>The reason for a look, given what failed, such as <c>SPF fail</c>.</summary>
    public static string Doubt(string failed) => $"The host that received it could not confirm the sender: {failed}.";

    // What stands below the topmost may have been sent along; what names another host was written elsewhere.
    private static AuthenticationResults? Topmost(ReadMail mail, string server)
    {
        foreach (var (name, value) in mail.Headers)
        {
            if (Is(name, HeaderName)
                && AuthenticationResults.TryParse(Encoding.UTF8.GetBytes(value), out var findings)
                && findings.AuthenticationServiceIdentifier is { } author
                && HostName.Is(author, server))
            {
                return findings;
            }
        }

        return null;
    }

    private static bool Is(string? text, string word) => word.Equals(text, StringComparison.OrdinalIgnoreCase);
}
