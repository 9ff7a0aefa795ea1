using System.Text.RegularExpressions;
using MimeKit;

namespace PolicyNotify.Replies.Receiving.InboundParse;

/// <summary>What SendGrid, which received the mail, found out about its sender.</summary>
internal static partial class InboundSender
{
    /// <summary>Why the sender is in doubt; null when it is not. A DKIM signature of the sender's own domain outweighs SPF, which forwarding breaks.</summary>
    public static string? DoubtOf(InboundForm form)
    {
        var signatures = Signature().Matches(form.Text("dkim")).Select(found => (Domain: found.Groups["domain"].Value, Result: found.Groups["result"].Value)).ToList();
        var domain = MailboxAddress.TryParse(form.Text("from"), out var from) ? from.Domain : "";
        if (signatures.Any(signature => Is(signature.Result, "pass") && IsOf(signature.Domain, domain)))
            return null;

        var failed = new List<string>();
        if (form.Text("SPF").Trim() is var spf && (Is(spf, "fail") || Is(spf, "softfail")))
            failed.Add($"SPF {spf.ToLowerInvariant()}");
        if (signatures.Any(signature => Is(signature.Result, "fail")))
            failed.Add("DKIM fail");
        return failed.Count == 0 ? null : SenderCheck.Doubt(string.Join(", ", failed));
    }

    private static bool IsOf(string signer, string domain) =>
        domain.Length > 0 && (Is(signer, domain) || domain.EndsWith($".{signer}", StringComparison.OrdinalIgnoreCase) || signer.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase));

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    // As SendGrid writes it: {@example.com : pass, @other.example : fail}.
    [GeneratedRegex(@"@(?<domain>[\w.-]{1,253})\s{0,4}:\s{0,4}(?<result>\w{1,20})")]
    private static partial Regex Signature();
}
