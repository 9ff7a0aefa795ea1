using System.CommandLine;

namespace PolicyNotify.Cli.Service;

/// <summary>Where the service is and with which key: the option, else the environment, else the local service.</summary>
internal static class ServiceOptions
{
    public const string UrlVariable = "POLICYNOTIFY_URL";
    public const string KeyVariable = "POLICYNOTIFY_API_KEY";
    private const string UrlOption = "--url";
    private const string KeyOption = "--key";
    private const string LocalUrl = "http://localhost:7071";

    public static Option<string?> Url() => new(UrlOption)
    {
        Description = $"Where the service is. Default: {UrlVariable}, else {LocalUrl}.",
        HelpName = "address",
    };

    public static Option<string?> Key() => new(KeyOption)
    {
        Description = $"The API key. Default: {KeyVariable}, else the local service's key in .local/secrets.json.",
        HelpName = "key",
    };

    public static ServiceClient Open(CliHost host, ParseResult parse)
    {
        var text = FirstGiven(parse.GetValue<string?>(UrlOption), host.Variable(UrlVariable)) ?? LocalUrl;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new CommandFailedException(ExitCode.BadInput, $"'{text}' is not an address: write it as http://localhost:7071 or https://policies.example.com.");
        var key = FirstGiven(parse.GetValue<string?>(KeyOption), host.Variable(KeyVariable)) ?? LocalKey.Find(host.WorkingDirectory);
        return new ServiceClient(address, key);
    }

    private static string? FirstGiven(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
                return text.Trim();
        }

        return null;
    }
}
