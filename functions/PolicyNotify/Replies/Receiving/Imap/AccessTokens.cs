using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>Gets access tokens for mailboxes and keeps each until shortly before it runs out.</summary>
internal sealed class AccessTokens(IHttpClientFactory http, TimeProvider clock)
{
    public const string Client = "mailbox-tokens";

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    // What providers hand out lasts an hour; this is for those that do not say.
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);

    /// <exception cref="MailboxException">None is to be had now.</exception>
    public async Task<string> GetAsync(string setting, OAuth2Options options, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(setting, out var known) && known.Until > clock.GetUtcNow())
            return known.Token;

        var answer = await AskAsync($"{setting}:OAuth2", options, cancellationToken);
        var lasts = answer.ExpiresIn is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : Unsaid;
        kept[setting] = (answer.AccessToken!, clock.GetUtcNow() + lasts - Margin);
        return answer.AccessToken!;
    }

    /// <summary>Forgets a token that the server did not accept.</summary>
    public void Forget(string setting) => kept.TryRemove(setting, out _);

    private async Task<TokenAnswer> AskAsync(string setting, OAuth2Options options, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(Client);
        using var form = new FormUrlEncodedContent(Fields(options));
        try
        {
            using var response = await client.PostAsync(options.TokenEndpoint, form, cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken);
            return response.IsSuccessStatusCode && answer?.AccessToken is { Length: > 0 }
                ? answer
                : throw new MailboxException($"{setting}:TokenEndpoint gave no token: {(int)response.StatusCode} {Known(answer?.Error)}. Check {setting}:ClientId, {setting}:ClientSecret, {setting}:RefreshToken and {setting}:Scope.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new MailboxException($"{setting}:TokenEndpoint cannot be used now: {exception.GetType().Name}.", exception);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(OAuth2Options options)
    {
        var fields = new Dictionary<string, string?>
        {
            ["grant_type"] = options.RefreshToken is { Length: > 0 } ? "refresh_token" : "client_credentials",
            ["client_id"] = options.ClientId,
            ["client_secret"] = options.ClientSecret,
            ["refresh_token"] = options.RefreshToken,
            ["scope"] = options.Scope,
        };
        return fields.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => KeyValuePair.Create(field.Key, field.Value!));
    }

    // One of the standard's words; anything else might quote what was sent.
    private static string Known(string? error) => error is { Length: <= 40 } && error.All(letter => char.IsAsciiLetterLower(letter) || letter == '_') ? error : "(no reason given)";

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] double? ExpiresIn,
        [property: JsonPropertyName("error")] string? Error);
}
