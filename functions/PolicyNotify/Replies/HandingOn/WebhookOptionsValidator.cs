using System.Net;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>Stops the host at start when events could not be delivered, or not safely.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private const int LongestName = 40;

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var failures = options.Endpoints.SelectMany(endpoint => Problems(endpoint.Key, endpoint.Value)).ToList();
        if (options.TimeoutSeconds is < 1 or > 60)
            failures.Add("Set Webhooks:TimeoutSeconds to a number between 1 and 60.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Problems(string name, WebhookEndpointOptions endpoint)
    {
        var setting = $"Webhooks:Endpoints:{name}";
        if (name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-'))
            yield return $"Name the endpoint {setting} with at most {LongestName} letters, digits and hyphens.";

        if (endpoint.Url is not { IsAbsoluteUri: true } url || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            yield return $"Set {setting}:Url to an absolute https address (http is for the loopback interface alone).";
        else if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            yield return $"Set {setting}:Url to an address without user name, password and fragment: the signature tells the endpoint who calls.";
        else if (IPAddress.TryParse(url.DnsSafeHost, out var address) && !CallableAddress.IsAllowed(address, allowPrivate: true))
            yield return $"Set {setting}:Url to an address of an account system: link-local addresses and those at which clouds hand out their machines' credentials are never called.";
        else if (!endpoint.AllowPrivateAddress && (url.IsLoopback || (address is not null && !CallableAddress.IsAllowed(address, allowPrivate: false))))
            yield return $"{setting}:Url is a private address. If the account system really stands there, set {setting}:{nameof(WebhookEndpointOptions.AllowPrivateAddress)} to true.";

        if (endpoint.Secrets.Count == 0 || endpoint.Secrets.Any(secret => !WebhookSignature.IsKey(secret)))
            yield return $"Set {setting}:Secrets:0 (and any further key) to {WebhookSignature.Prefix} followed by base64 of 24 to 64 random bytes.";

        foreach (var type in endpoint.Types.Where(type => !ObjectionEvents.Types.Contains(type)))
            yield return $"{setting}:Types names '{type}', and there is no such event. There are: {string.Join(", ", ObjectionEvents.Types)}.";
    }
}
