using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies.Receiving.InboundParse;

namespace PolicyNotify.Functions.Replies;

/// <summary>Takes in mails that SendGrid's Inbound Parse receives.</summary>
public sealed partial class TakeInboundParseFunction(InboundParseIntake intake, ApiGate gate, ILogger<TakeInboundParseFunction> logger)
{
    private const string Basic = "Basic ";

    /// <summary>
    /// <c>POST api/mail/inbound/sendgrid</c>: 200 when the mail is durable, and 503 in every other case. SendGrid sends again for three days what
    /// is answered with 5xx, and drops at once what is answered with 3xx or 4xx: a secret that was changed must not cost anybody their objection.
    /// </summary>
    [Function("ApiMailInboundSendGrid")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/mail/inbound/sendgrid")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () =>
        {
            ArgumentNullException.ThrowIfNull(request);
            try
            {
                if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                    limit.MaxRequestBodySize = null;
                var proof = (request.Headers[InboundParseIntake.SignatureHeader].ToString(), request.Headers[InboundParseIntake.TimestampHeader].ToString());
                await intake.TakeAsync(Secret(request), proof, request.ContentType, request.Body, cancellationToken);
                return Results.Ok();
            }
            catch (Exception exception) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
            {
                if (exception is InboundParseRefusedException)
                    Log.Refused(logger, exception.Message);
                else
                    Log.Failed(logger, exception);
                return Results.Problem("Nothing was taken in. Send it again later.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not now", type: "urn:policynotify:problem:unavailable");
            }
        });

    private static string? Secret(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return request.Query["key"].ToString();
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[Basic.Length..].Trim(), bytes, out var length))
            return null;
        var credentials = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        return credentials[(credentials.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A mail of Inbound Parse was not taken in: {Reason} SendGrid tries again for three days")]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "A mail of Inbound Parse could not be taken in; SendGrid tries again for three days")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
