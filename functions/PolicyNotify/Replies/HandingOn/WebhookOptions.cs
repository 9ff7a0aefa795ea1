namespace PolicyNotify.Replies.HandingOn;

/// <summary>Whom objections are handed on to. Section <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>The endpoints by name (<c>Webhooks:Endpoints:accounts:Url</c>); the name stands in lists, logs and evidence. None by default.</summary>
    public Dictionary<string, WebhookEndpointOptions> Endpoints { get; } = new(StringComparer.Ordinal);

    /// <summary>How long an endpoint may take to answer, in seconds; 15 by default.</summary>
    public int TimeoutSeconds { get; set; } = 15;
}
