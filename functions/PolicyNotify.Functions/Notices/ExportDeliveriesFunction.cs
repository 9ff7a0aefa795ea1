using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices.Ledger;

namespace PolicyNotify.Functions.Notices;

/// <summary>Answers with every delivery of a notice.</summary>
public sealed class ExportDeliveriesFunction(DeliveryExport export, ApiGate gate)
{
    /// <summary>
    /// <c>GET api/notices/{notice}/deliveries</c> as application/json (an array, one delivery a line) or text/csv, streamed. An answer that was
    /// broken off is no valid JSON, and no complete chunked body. Needs a key: it tells about people.
    /// </summary>
    [Function("ApiNoticesDeliveries")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices/{notice}/deliveries")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ =>
        {
            var id = NoticeDecisionRequest.Notice(notice);
            var deliveries = await export.OpenAsync(id, cancellationToken);
            return RecordsAnswer.Of(request, deliveries, $"{id}-deliveries", cancellationToken);
        });
}
