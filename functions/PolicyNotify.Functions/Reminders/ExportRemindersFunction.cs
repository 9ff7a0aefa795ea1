using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Reminders;

namespace PolicyNotify.Functions.Reminders;

/// <summary>Answers with every copy of a reminder.</summary>
public sealed class ExportRemindersFunction(ReminderDirectory reminders, ApiGate gate)
{
    /// <summary>
    /// <c>GET api/notices/{notice}/reminders/{day}/deliveries</c>, where the day is the effective date that the reminder names: as
    /// application/json or text/csv, as the deliveries of the notice. Needs a key: it tells about people.
    /// </summary>
    [Function("ApiRemindersDeliveries")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices/{notice}/reminders/{day}/deliveries")] HttpRequest request,
        string notice,
        string day,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ =>
        {
            var id = ReminderNames.Read(notice, day);
            return RecordsAnswer.Of(request, await reminders.OpenDeliveriesAsync(id, cancellationToken), $"{id}-deliveries", cancellationToken);
        });
}
