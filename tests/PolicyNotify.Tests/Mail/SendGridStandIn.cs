using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PolicyNotify.Tests.Mail;

/// <summary>
/// SendGrid's mail/send on loopback, with the limits its documentation states and its error bodies. It accepts what the real one
/// would accept and refuses the rest.
/// </summary>
internal sealed class SendGridStandIn : IAsyncDisposable
{
    public const string ApiKey = "SG.stand-in";

    private const int LargestRequest = 30 * 1024 * 1024;

    private static readonly string[] ReservedHeaders =
        ["x-sg-id", "x-sg-eid", "received", "dkim-signature", "content-type", "content-transfer-encoding", "to", "from", "subject", "reply-to", "cc", "bcc"];

    private readonly WebApplication application;
    private readonly ConcurrentQueue<JsonElement> accepted = new();

    private SendGridStandIn(WebApplication application) => this.application = application;

    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The requests it took responsibility for.</summary>
    public IReadOnlyList<JsonElement> Accepted => [.. accepted];

    /// <summary>Answers in SendGrid's place; false lets it answer itself.</summary>
    public Func<HttpContext, Task<bool>> Trouble { get; set; } = _ => Task.FromResult(false);

    /// <summary>Whether it drops the connection after it has taken the message of a request, without a word.</summary>
    public Func<HttpContext, bool> TakesAndDrops { get; set; } = _ => false;

    public static async Task<SendGridStandIn> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var application = builder.Build();
        var standIn = new SendGridStandIn(application);
        application.MapPost("/v3/mail/send", standIn.SendAsync);
        await application.StartAsync(cancellationToken);
        return standIn;
    }

    public static Task ErrorAsync(HttpContext context, int status, string message, string? field) =>
        Results.Json(new { errors = new[] { new { message, field, help = (string?)null } } }, statusCode: status).ExecuteAsync(context);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task SendAsync(HttpContext context)
    {
        if (await Trouble(context))
        {
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {ApiKey}")
        {
            await ErrorAsync(context, 401, "The provided authorization grant is invalid, expired, or revoked", null);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > LargestRequest)
        {
            await ErrorAsync(context, 413, "The JSON payload you have included in your request is too large.", null);
            return;
        }

        var mail = JsonDocument.Parse(body.ToArray()).RootElement.Clone();
        if (Problem(mail) is var (message, field) && message is not null)
        {
            await ErrorAsync(context, 400, message, field);
            return;
        }

        accepted.Enqueue(mail);
        if (TakesAndDrops(context))
        {
            context.Abort();
            return;
        }

        context.Response.Headers["X-Message-Id"] = string.Create(CultureInfo.InvariantCulture, $"stand-in-{accepted.Count}");
        context.Response.StatusCode = 202;
    }

    private static (string? Message, string? Field) Problem(JsonElement mail)
    {
        var personalizations = mail.GetProperty("personalizations");
        var people = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var personalization in personalizations.EnumerateArray())
        {
            foreach (var to in personalization.GetProperty("to").EnumerateArray())
            {
                var address = to.GetProperty("email").GetString()!;
                if (address.EndsWith(".invalid", StringComparison.Ordinal) || !address.All(char.IsAscii))
                {
                    return ("Does not contain a valid address.", "personalizations.0.to.0.email");
                }

                if (!people.Add(address))
                {
                    return ("Each email address in the personalization block should be unique.", "personalizations.0");
                }
            }

            if (personalization.TryGetProperty("custom_args", out var arguments) && arguments.GetRawText().Length > 10_000)
            {
                return ("The custom_args parameter exceeds the limit.", "personalizations.0.custom_args");
            }
        }

        if (mail.TryGetProperty("subject", out var subject) && subject.GetString() is not { Length: > 0 })
        {
            return ("The subject is required.", "subject");
        }

        var types = mail.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("type").GetString()).ToList();
        if (types is not ["text/plain", "text/html"] and not ["text/plain"] and not ["text/html"])
        {
            return ("If present, text/plain must be first, followed by text/html.", "content");
        }

        foreach (var header in mail.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToList() : [])
        {
            if (ReservedHeaders.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                return ($"The header {header.Name} is reserved.", $"headers.{header.Name}");
            }

            if (header.Value.GetString()!.Any(character => !char.IsAscii(character) || char.IsControl(character)))
            {
                return ("Headers must be strings of ASCII characters.", $"headers.{header.Name}");
            }
        }

        foreach (var attachment in mail.TryGetProperty("attachments", out var attachments) ? attachments.EnumerateArray().ToList() : [])
        {
            var content = attachment.GetProperty("content").GetString()!;
            if (content.Contains('\r', StringComparison.Ordinal) || !Convert.TryFromBase64String(content, new byte[content.Length], out _))
            {
                return ("The attachment content must be base64 encoded.", "attachments.0.content");
            }

            if (attachment.GetProperty("type").GetString()!.AsSpan().ContainsAny(";\r\n"))
            {
                return ("The attachment type cannot contain ';', or CRLF characters.", "attachments.0.type");
            }
        }

        var settings = mail.TryGetProperty("mail_settings", out var given)
            ? given.EnumerateObject().Where(setting => setting.Name.StartsWith("bypass_", StringComparison.Ordinal)).Select(setting => setting.Name).ToList()
            : [];
        return settings.Contains("bypass_list_management") && settings.Count > 1
            ? ("bypass_list_management cannot be combined with any other bypass filter.", "mail_settings")
            : (null, null);
    }
}
