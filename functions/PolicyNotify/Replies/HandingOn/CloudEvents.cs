using System.Text.Json;
using Microsoft.Extensions.Options;
using PolicyNotify.Json;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>Writes events as CloudEvents 1.0 in JSON, structured mode.</summary>
internal sealed class CloudEvents(RecipientStore recipients, IOptions<SiteAddressOptions> site)
{
    public const string ContentType = "application/cloudevents+json";

    /// <summary>The body of an event. The account and, where configured, the address are those of now: an erased person is erased here too.</summary>
    public async Task<byte[]> WriteAsync(WebhookMessage message, bool includeAddress, CancellationToken cancellationToken)
    {
        var recipient = await recipients.GetAsync(message.Recipient, cancellationToken);
        var data = JsonSerializer.Deserialize<ObjectionEventData>(message.Data, PolicyNotifyJson.Compact)! with
        {
            AccountId = recipient?.AccountId,
            Address = includeAddress ? recipient?.Address : null,
        };
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                specversion = "1.0",
                id = message.Id,
                source = site.Value.BaseUrl,
                type = message.Type,
                subject = $"{message.Notice}/{message.Recipient}",
                time = message.At.UtcDateTime,
                datacontenttype = "application/json",
                data,
            },
            PolicyNotifyJson.Compact);
    }
}
