using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.HandingOn;

/// <summary>The settings of an endpoint on this machine.</summary>
internal static class WebhookSettings
{
    public static ServiceBuilder WithEndpoint(this ServiceBuilder builder, string name, Uri url, string secret) => builder
        .With($"Webhooks:Endpoints:{name}:Url", url.ToString())
        .With($"Webhooks:Endpoints:{name}:Secrets:0", secret)
        .With($"Webhooks:Endpoints:{name}:AllowPrivateAddress", "true");
}
