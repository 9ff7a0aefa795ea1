using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PolicyNotify.Tests.Replies.InboundParse;

/// <summary>
/// Stands in for SendGrid's Inbound Parse: posts a mail in one of its two forms, and does with the answer what SendGrid does. What is answered
/// with 2xx is forgotten, with 5xx it is sent again, and with anything else the mail is dropped without a word.
/// </summary>
internal sealed class InboundParseSender(HttpClient client, string address)
{
    private readonly List<Func<MultipartFormDataContent>> queue = [];

    /// <summary>Signs like SendGrid where a security policy is set; null: no signature.</summary>
    public ECDsa? Key { get; set; }

    public DateTimeOffset Now { get; set; }

    public int Dropped { get; private set; }

    public int Waiting => queue.Count;

    public HttpStatusCode LastAnswer { get; private set; }

    /// <summary>A mail as it came, in one field.</summary>
    public Task SendRawAsync(byte[] mail, IReadOnlyList<string> sentTo, CancellationToken cancellationToken, string spf = "pass", string dkim = "{@example.net : pass}") =>
        SendAsync(() => Form(sentTo, spf, dkim, ("email", mail)), cancellationToken);

    /// <summary>Sends a form of the test's own.</summary>
    public async Task SendAsync(Func<MultipartFormDataContent> form, CancellationToken cancellationToken)
    {
        queue.Add(form);
        await TryAgainAsync(cancellationToken);
    }

    /// <summary>Sends what waits.</summary>
    public async Task TryAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var form in queue.ToList())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            using var content = form();
            var body = await content.ReadAsByteArrayAsync(cancellationToken);
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = content.Headers.ContentType;
            if (address.Contains('@', StringComparison.Ordinal))
                throw new InvalidOperationException("Give the credentials as a header.");
            Sign(request, body);
            using var answer = await client.SendAsync(request, cancellationToken);
            LastAnswer = answer.StatusCode;
            if ((int)answer.StatusCode >= 500)
                continue;
            queue.Remove(form);
            if (!answer.IsSuccessStatusCode)
                Dropped++;
        }
    }

    /// <summary>The fields that both forms have, and more.</summary>
    public static MultipartFormDataContent Form(IReadOnlyList<string> sentTo, string spf, string dkim, params (string Name, byte[] Value)[] fields)
    {
        var form = new MultipartFormDataContent($"xYzZY{Guid.NewGuid():N}");
        Add(form, "from", Encoding.UTF8.GetBytes("Some Body <person1@example.net>"));
        Add(form, "to", Encoding.UTF8.GetBytes(string.Join(", ", sentTo)));
        Add(form, "envelope", JsonSerializer.SerializeToUtf8Bytes(new { to = sentTo, from = "person1@example.net" }));
        Add(form, "SPF", Encoding.UTF8.GetBytes(spf));
        Add(form, "dkim", Encoding.UTF8.GetBytes(dkim));
        foreach (var (name, value) in fields)
            Add(form, name, value);
        return form;
    }

    public static void Attach(MultipartFormDataContent form, int number, string fileName, string type, byte[] content)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        form.Add(part, $"attachment{number}", fileName);
    }

    private static void Add(MultipartFormDataContent form, string name, byte[] value) => form.Add(new ByteArrayContent(value), $"\"{name}\"");

    private void Sign(HttpRequestMessage request, byte[] body)
    {
        if (Key is null)
            return;
        var timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        request.Headers.Add(
            "X-Twilio-Email-Event-Webhook-Signature",
            Convert.ToBase64String(Key.SignData([.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
    }
}
