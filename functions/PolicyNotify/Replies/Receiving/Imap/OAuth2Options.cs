namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>How to get an access token (RFC 6749): with a refresh token where one is given, else with the client's own credentials.</summary>
internal sealed class OAuth2Options
{
    /// <summary>The address that hands out tokens; required, https.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>The client's identifier; required.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client's secret; required without a refresh token.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What the token is for; the provider says whether one has to be given.</summary>
    public string? Scope { get; set; }

    /// <summary>A refresh token of the mailbox's owner.</summary>
    public string? RefreshToken { get; set; }
}
