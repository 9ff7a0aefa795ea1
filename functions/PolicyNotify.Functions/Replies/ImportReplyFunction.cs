using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Functions.Http;
using PolicyNotify.Problems;
using PolicyNotify.Replies;

namespace PolicyNotify.Functions.Replies;

/// <summary>Takes in a mail that somebody hands over.</summary>
public sealed class ImportReplyFunction(ReplyImport import, ApiGate gate)
{
    private const string ReceivedAt = "receivedAt";

    /// <summary>
    /// <c>POST api/replies/import?receivedAt=2026-04-12T08:30:00Z</c> with the raw mail as the body, and its file's name in
    /// <c>Content-Disposition: attachment; filename="letter.eml"</c>; both may be left out. Answers what became of it; the same mail again changes
    /// nothing. Needs a key.
    /// </summary>
    [Function("ApiRepliesImport")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/replies/import")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = null;
            var result = await import.TakeAsync(request.Body, Name(request), Moment(request), actor, cancellationToken);
            return Answer.Json(result, result.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });

    private static string? Name(HttpRequest request) =>
        ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition)
        && (disposition.FileNameStar.Length > 0 ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)) is { Length: > 0 } name
            ? name.ToString()
            : null;

    private static DateTimeOffset? Moment(HttpRequest request)
    {
        if (request.Query[ReceivedAt].ToString() is not { Length: > 0 } text)
            return null;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] is ':');
        return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw new RejectedInputException(
                $"The parameter {ReceivedAt} is no time with its offset from UTC.",
                [new("import-received-at", DiagnosticSeverity.Error, $"The parameter {ReceivedAt} is no time with its offset from UTC.", "Write it like 2026-04-12T08:30:00Z.", "query", Field: ReceivedAt)]);
    }
}
