using Microsoft.AspNetCore.Http;
using PolicyNotify.Json;

namespace PolicyNotify.Functions.Http;

/// <summary>Answers with any number of records, streamed as JSON or CSV by the request's Accept header.</summary>
internal static class RecordsAnswer
{
    /// <param name="request">The request.</param>
    /// <param name="records">The records; read only when the form is one of ours.</param>
    /// <param name="name">The file name without extension under which a browser saves them.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static IResult Of<T>(HttpRequest request, IAsyncEnumerable<T> records, string name, CancellationToken cancellationToken) =>
        MediaChoice.Of(request, MediaChoice.Json, MediaChoice.Csv) switch
        {
            MediaChoice.Json => Results.Stream(target => RecordExport.WriteJsonAsync(records, target, cancellationToken), MediaChoice.Json, $"{name}.json"),
            MediaChoice.Csv => Results.Stream(
                target => RecordExport.WriteCsvAsync(records, target, cancellationToken), $"{MediaChoice.Csv}; charset=utf-8; header=present", $"{name}.csv"),
            _ => MediaChoice.NotAcceptable(request),
        };
}
