using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Functions.Notices;
using PolicyNotify.Reminders;

namespace PolicyNotify.Functions.Reminders;

/// <summary>Answers which reminders of a notice there are, and how far each has come.</summary>
public sealed class ListRemindersFunction(ReminderDirectory reminders, ApiGate gate)
{
    /// <summary><c>GET api/notices/{notice}/reminders</c>: the one of the latest effective date first. Needs a key: it tells about people.</summary>
    [Function("ApiRemindersList")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices/{notice}/reminders")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await reminders.ListAsync(NoticeDecisionRequest.Notice(notice), cancellationToken)));
}
