using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PolicyNotify.Tests.Replies.HandingOn;

/// <summary>
/// An account system on a port of its own. It takes an event only when the signature is one of its key, the time is within five minutes of the
/// test's clock and the body is a CloudEvent; what it answers then is scripted.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly TimeProvider clock;
    private readonly byte[] key;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> script = new();
    private readonly Channel<string> arrivals = Channel.CreateUnbounded<string>();

    private WebhookReceiver(WebApplication application, TimeProvider clock, byte[] key)
    {
        this.application = application;
        this.clock = clock;
        this.key = key;
        application.Run(ReceiveAsync);
    }

    /// <summary>Every request that was signed as it must be, in the order of arrival.</summary>
    public ConcurrentQueue<ReceivedEvent> Events { get; } = new();

    /// <summary>Why requests were turned away.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    public string Secret => "whsec_" + Convert.ToBase64String(key);

    public Uri Url => new(new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/hooks?token=in-the-address");

    public static async Task<WebhookReceiver> StartAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build(), clock, RandomNumberGenerator.GetBytes(32));
        await receiver.application.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>Says what the next requests are answered; 204 when nothing was said.</summary>
    public void AnswerWith(params int[] statuses)
    {
        foreach (var status in statuses)
            AnswerWith(context => { context.Response.StatusCode = status; return Task.CompletedTask; });
    }

    public void AnswerWith(Func<HttpContext, Task> answer) => script.Enqueue(answer);

    /// <summary>Waits for the next request to arrive.</summary>
    public ValueTask<string> ArrivalAsync(CancellationToken cancellationToken) => arrivals.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        var body = memory.ToArray();
        if (Problem(context.Request, body) is { } problem)
        {
            Refusals.Enqueue(problem);
            context.Response.StatusCode = 401;
            return;
        }

        var id = context.Request.Headers["webhook-id"].ToString();
        Events.Enqueue(new(id, JsonDocument.Parse(body).RootElement, Encoding.UTF8.GetString(body), clock.GetUtcNow()));
        arrivals.Writer.TryWrite(id);
        if (script.TryDequeue(out var answer))
            await answer(context);
        else
            context.Response.StatusCode = 204;
    }

    private string? Problem(HttpRequest request, byte[] body)
    {
        var (id, timestamp) = (request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString());
        if (id.Length == 0 || id.Contains('.', StringComparison.Ordinal))
            return "no identifier";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > TimeSpan.FromMinutes(5))
            return "no time, or one long past";
        var expected = HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
        var isSigned = request.Headers["webhook-signature"].ToString().Split(' ').Any(signature =>
            signature.StartsWith("v1,", StringComparison.Ordinal) && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(signature[3..]), expected));
        if (!isSigned)
            return "no signature of ours";
        if (request.ContentType != "application/cloudevents+json; charset=utf-8")
            return $"content type {request.ContentType}";
        var sent = JsonDocument.Parse(body).RootElement;
        return sent.GetProperty("specversion").GetString() == "1.0"
            && sent.GetProperty("id").GetString() == id
            && sent.GetProperty("type").GetString()!.Length > 0
            && Uri.TryCreate(sent.GetProperty("source").GetString(), UriKind.Absolute, out _)
            && sent.GetProperty("time").TryGetDateTimeOffset(out _)
            && sent.GetProperty("datacontenttype").GetString() == "application/json"
                ? null
                : "no CloudEvent";
    }
}
