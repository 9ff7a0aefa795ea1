using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices.Events;

namespace PolicyNotify.Functions.Notices;

/// <summary>Takes in what SendGrid reports about our messages.</summary>
public sealed class TakeSendGridEventsFunction(SendGridEventIntake intake, ApiGate gate)
{
    /// <summary><c>POST api/mail/events/sendgrid</c>. No API key: SendGrid's signature says who sends.</summary>
    [Function("ApiMailEventsSendGrid")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/mail/events/sendgrid")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () =>
        {
            await intake.TakeAsync(
                request.Body,
                request.Headers["X-Twilio-Email-Event-Webhook-Signature"],
                request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"],
                cancellationToken);
            return Results.NoContent();
        });
}
