using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Reminders;

namespace PolicyNotify.Functions.Reminders;

/// <summary>Shows the mail of a reminder before, while and after it goes out.</summary>
public sealed class ProofReminderFunction(ReminderDirectory reminders, ApiGate gate)
{
    /// <summary><c>GET api/notices/{notice}/reminders/{day}/proof</c> as message/rfc822, to a sample recipient. Needs a key: it may not be public yet.</summary>
    [Function("ApiRemindersProof")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices/{notice}/reminders/{day}/proof")] HttpRequest request,
        string notice,
        string day,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ =>
        {
            var id = ReminderNames.Read(notice, day);
            return Results.Bytes(await reminders.WriteProofAsync(id, cancellationToken), "message/rfc822", $"{id}-proof.eml");
        });
}
