using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Replies.HandingOn;

namespace PolicyNotify.Functions.Replies;

/// <summary>Tells the product's account system about objections.</summary>
public sealed class WebhookDeliverFunction(WebhookDelivery delivery)
{
    /// <summary>Runs every minute.</summary>
    [Function("WebhookDeliver")]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        _ = timer;
        return delivery.RunAsync(cancellationToken);
    }
}
