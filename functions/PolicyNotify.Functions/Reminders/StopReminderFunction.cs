using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Functions.Notices;
using PolicyNotify.Reminders;

namespace PolicyNotify.Functions.Reminders;

/// <summary>Stops the reminder of a notice.</summary>
public sealed class StopReminderFunction(ReminderDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/notices/{notice}/reminders/stop</c> with <c>{"by": "…", "why": "…"}</c>: the one of the present effective date.</summary>
    [Function("ApiRemindersStop")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{notice}/reminders/stop")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var body = await NoticeDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.StopAsync(NoticeDecisionRequest.Notice(notice), body.Decision(actor), cancellationToken));
        });
}
