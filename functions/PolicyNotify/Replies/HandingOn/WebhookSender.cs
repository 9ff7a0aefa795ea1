using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>Posts one event to one endpoint.</summary>
internal sealed partial class WebhookSender(
    IHttpClientFactory http, CloudEvents events, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<WebhookSender> logger)
{
    /// <summary>The HTTP client that calls public addresses alone.</summary>
    public const string HttpClientName = "webhooks";

    /// <summary>The HTTP client of endpoints that may be private. Apart, so that neither takes over a connection of the other.</summary>
    public const string PrivateHttpClientName = "webhooks-private";

    public async Task<WebhookOutcome> SendAsync(WebhookMessage message, WebhookEndpointOptions endpoint, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var body = await events.WriteAsync(message, endpoint.IncludeAddress, cancellationToken);
            using var request = Request(message, endpoint, body);
            using var client = http.CreateClient(endpoint.AllowPrivateAddress ? PrivateHttpClientName : HttpClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Read(response);
        }
        catch (HttpRequestException exception) when (exception is AddressRefusedException || exception.InnerException is AddressRefusedException)
        {
            return WebhookOutcome.Failed($"Its name stands for no address that may be called; for one inside, set Webhooks:Endpoints:{message.Endpoint}:{nameof(WebhookEndpointOptions.AllowPrivateAddress)} to true.");
        }
        catch (HttpRequestException exception)
        {
            return WebhookOutcome.Failed(exception.HttpRequestError is HttpRequestError.Unknown
                ? "The connection broke off before there was an answer."
                : $"It could not be reached: {exception.HttpRequestError}.");
        }
        catch (IOException)
        {
            return WebhookOutcome.Failed("The connection broke off before there was an answer.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WebhookOutcome.Failed(string.Create(CultureInfo.InvariantCulture, $"It did not answer within {options.Value.TimeoutSeconds} seconds."));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Storage that is away, or an event that cannot be written: a failed attempt of this one, not the end of the run for all.
            return Unwritten(message, exception);
        }
    }

    private WebhookOutcome Unwritten(WebhookMessage message, Exception exception)
    {
        Log.Unwritten(logger, exception, message.Id, message.Endpoint);
        return WebhookOutcome.Failed($"It could not be written here: {exception.GetType().Name}.");
    }

    private HttpRequestMessage Request(WebhookMessage message, WebhookEndpointOptions endpoint, byte[] body)
    {
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(CloudEvents.ContentType, "utf-8") } },
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("PolicyNotify", null));
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(endpoint.Secrets, message.Id, now, body));
        return request;
    }

    private WebhookOutcome Read(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var answered = string.Create(CultureInfo.InvariantCulture, $"It answered {status}");
        return status switch
        {
            >= 200 and < 300 => new(true, false, $"{answered}.", null),
            >= 300 and < 400 => WebhookOutcome.Failed($"{answered}; redirects are not followed."),
            (int)HttpStatusCode.Gone => new(false, true, $"{answered}: it never wants this event.", null),
            _ => new(false, false, $"{answered}.", RetryAfter(response)),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } moment } => moment - clock.GetUtcNow(),
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Event {Event} for endpoint {Endpoint} could not be written")]
        public static partial void Unwritten(ILogger logger, Exception exception, string @event, string endpoint);
    }
}
