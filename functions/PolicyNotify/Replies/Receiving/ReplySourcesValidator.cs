using System.Net;
using Microsoft.Extensions.Options;
using PolicyNotify.Replies.Receiving.Imap;

namespace PolicyNotify.Replies.Receiving;

/// <summary>Stops the host at start when replies could not be received as configured.</summary>
internal sealed class ReplySourcesValidator : IValidateOptions<ReplyOptions>
{
    public ValidateOptionsResult Validate(string? name, ReplyOptions options)
    {
        var failures = options.Imap.SelectMany((mailbox, number) => Problems(mailbox, SettingOf(number))).Concat(options.InboundParse.Problems()).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static string SettingOf(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ReplyOptions.Section}:Imap:{number}");

    private static IEnumerable<string> Problems(ImapOptions mailbox, string setting)
    {
        if (string.IsNullOrWhiteSpace(mailbox.Host))
            yield return $"Set {setting}:Host to the name of the IMAP server.";
        if (mailbox.PortNumber is < 1 or > 65535)
            yield return $"Set {setting}:Port to a port between 1 and 65535.";
        if (string.IsNullOrWhiteSpace(mailbox.UserName))
            yield return $"Set {setting}:UserName to the account of the mailbox.";
        if (string.IsNullOrEmpty(mailbox.Password) == mailbox.OAuth2 is null)
            yield return $"Set either {setting}:Password or the section {setting}:OAuth2, and not both.";
        if (mailbox.Security is ImapSecurity.None && !IsHere(mailbox.Host))
            yield return $"{setting}:Security is None, which would send mails and the password unprotected: set it to Tls or StartTls. Only a server on this machine (localhost) may be read without.";
        foreach (var (folder, key) in new[] { (mailbox.Folder, "Folder"), (mailbox.DoneFolder, "DoneFolder"), (mailbox.FailedFolder, "FailedFolder") })
        {
            if (string.IsNullOrWhiteSpace(folder) || folder.Split('/').Any(part => part.Length == 0) || folder.Any(char.IsControl))
                yield return $"Set {setting}:{key} to the name of a folder, with slashes between its levels, such as PolicyNotify/Done.";
        }

        if (new[] { mailbox.Folder, mailbox.DoneFolder, mailbox.FailedFolder }.Distinct(StringComparer.OrdinalIgnoreCase).Count() < 3)
            yield return $"{setting}:Folder, {setting}:DoneFolder and {setting}:FailedFolder must be three different folders: a mail that is moved to where it came from would be taken in for ever.";
        if (mailbox.Timeout <= TimeSpan.Zero || mailbox.Timeout > TimeSpan.FromMinutes(10))
            yield return $"Set {setting}:Timeout to a duration of up to ten minutes, such as 00:01:00.";
        if (mailbox.RunTime <= TimeSpan.Zero || mailbox.RunTime > TimeSpan.FromMinutes(5))
            yield return $"Set {setting}:RunTime to a duration of up to five minutes, such as 00:04:00: a whole run has ten.";
        foreach (var problem in mailbox.OAuth2 is { } oauth ? Problems(oauth, $"{setting}:OAuth2") : [])
            yield return problem;
    }

    private static IEnumerable<string> Problems(OAuth2Options oauth, string setting)
    {
        if (oauth.TokenEndpoint is not { IsAbsoluteUri: true } endpoint || (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback))
            yield return $"Set {setting}:TokenEndpoint to the absolute https address that hands out tokens.";
        if (string.IsNullOrWhiteSpace(oauth.ClientId))
            yield return $"Set {setting}:ClientId to the client's identifier.";
        if (string.IsNullOrEmpty(oauth.ClientSecret) && string.IsNullOrEmpty(oauth.RefreshToken))
            yield return $"Set {setting}:ClientSecret, {setting}:RefreshToken or both: with neither there is nothing to get a token with.";
    }

    private static bool IsHere(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
