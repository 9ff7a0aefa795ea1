using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Mail;

namespace PolicyNotify.Tests.Notices.Events;

/// <summary>
/// The sending side of SendGrid's event webhook, as it really behaves: batches of flat objects with our custom arguments beside its own
/// fields and the address in plain sight, signed over timestamp and raw body, sent again until it is answered 2xx, in any order.
/// </summary>
internal sealed class SendGridEventSender : IDisposable
{
    private readonly SendGridSigner signer = new();
    private int made;

    /// <summary>The key to put under <c>Mail:SendGrid:Events:PublicKey</c>.</summary>
    public string PublicKey => signer.PublicKey;

    /// <summary>An event about one person's copy; <paramref name="more"/> adds fields or replaces them.</summary>
    public Dictionary<string, object?> Event(string name, Recipient person, DateTimeOffset at, params (string Name, object? Value)[] more)
    {
        var number = ++made;
        var one = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["email"] = person.Address,
            ["timestamp"] = at.ToUnixTimeSeconds(),
            ["event"] = name,
            ["sg_event_id"] = string.Create(CultureInfo.InvariantCulture, $"ZXZlbnQ{number:D6}"),
            ["sg_message_id"] = "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0",
            ["smtp-id"] = "<14c5d75ce93.dfd.64b469@ismtpd-555>",
            ["delivery"] = $"{NoticeJourney.Second}_{person.Id}",
        };
        foreach (var (field, value) in more)
        {
            one[field] = value;
        }

        return one;
    }

    public Dictionary<string, object?> Bounce(Recipient person, DateTimeOffset at) => Event(
        "bounce", person, at, ("type", "bounce"), ("status", "5.1.1"), ("reason", $"550 5.1.1 <{person.Address}>: Recipient address rejected: User unknown"));

    public Dictionary<string, object?> Blocked(Recipient person, DateTimeOffset at) => Event(
        "bounce", person, at, ("type", "blocked"), ("status", "5.7.1"), ("reason", "550 5.7.1 Message rejected for policy reasons"));

    public static byte[] Body(params IEnumerable<Dictionary<string, object?>> events) => JsonSerializer.SerializeToUtf8Bytes(events);

    /// <summary>Posts a body, signed at a moment by SendGrid's clock.</summary>
    public Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body, DateTimeOffset signedAt, CancellationToken cancellationToken)
    {
        var timestamp = SendGridSigner.TimestampOf(signedAt);
        return PostAsync(client, body, signer.Sign(timestamp, body), timestamp, cancellationToken);
    }

    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, byte[] body, string? signature, string? timestamp, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/mail/events/sendgrid") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.ParseAdd("SendGrid-Event-API");
        if (signature is not null)
        {
            request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", signature);
        }

        if (timestamp is not null)
        {
            request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        }

        return await client.SendAsync(request, cancellationToken);
    }

    /// <summary>The words of a body, for searching what must not be kept.</summary>
    public static string TextOf(byte[] body) => Encoding.UTF8.GetString(body);

    public void Dispose() => signer.Dispose();
}
