using Microsoft.Extensions.Options;
using MimeKit;

namespace PolicyNotify.Notices;

internal sealed class ReplyAddressOptionsValidator : IValidateOptions<ReplyAddressOptions>
{
    // RFC 5321 allows 64 octets before the @; the sign and the token take 41.
    private const int LongestMailbox = 64 - 1 - ReplyToken.TextLength;

    public ValidateOptionsResult Validate(string? name, ReplyAddressOptions options)
    {
        var failures = new List<string>();
        if (!MailboxAddress.TryParse(options.Address, out var mailbox) || mailbox.Address != options.Address || !mailbox.Address.Contains('@', StringComparison.Ordinal))
        {
            failures.Add("Set Replies:Address to the bare address of the mailbox that receives replies, such as policy-replies@example.com.");
        }
        else if (mailbox.LocalPart.Contains('+', StringComparison.Ordinal) || mailbox.LocalPart.Length > LongestMailbox)
        {
            failures.Add($"Set Replies:Address to a mailbox without a plus sign and with at most {LongestMailbox} characters before the @: the token of each mail is added there.");
        }

        if (options.TokenKeys.Count == 0 || options.TokenKeys.Any(key => key.Length < ReplyAddressOptions.ShortestKey))
        {
            failures.Add($"Set Replies:TokenKeys:0 (and any further key) to a secret of at least {ReplyAddressOptions.ShortestKey} random characters.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
