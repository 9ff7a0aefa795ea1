namespace PolicyNotify.Replies.HandingOn;

/// <summary>One endpoint of the product's account system.</summary>
internal sealed class WebhookEndpointOptions
{
    /// <summary>Where events are posted to; https, or http on the loopback interface. Required.</summary>
    public Uri? Url { get; set; }

    /// <summary>The keys that sign, each <c>whsec_</c> and base64 of 24 to 64 bytes. All of them sign every event, so that a key can be replaced. At least one.</summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>The event types it wants; all when empty.</summary>
    public IList<string> Types { get; } = [];

    /// <summary>Whether events carry the person's address; no by default.</summary>
    public bool IncludeAddress { get; set; }

    /// <summary>
    /// Whether it may stand at a private address (this machine, a local network); no by default, so that no name can be pointed at what is inside. Addresses at
    /// which clouds hand out their machines' credentials are never called.
    /// </summary>
    public bool AllowPrivateAddress { get; set; }

    public bool Wants(string type) => Types.Count == 0 || Types.Contains(type);
}
