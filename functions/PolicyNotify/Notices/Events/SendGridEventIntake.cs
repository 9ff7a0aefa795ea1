using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Mail;
using PolicyNotify.Mail.SendGrid;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Problems;
using PolicyNotify.Storage;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Notices.Events;

/// <summary>
/// Takes in what SendGrid reports: checked, stored as it came, handed to a queue. SendGrid gets its answer at once and does not wait for
/// ledgers; what it was answered 2xx for is durable.
/// </summary>
public sealed partial class SendGridEventIntake
{
    /// <summary>The queue on which stored batches wait.</summary>
    public const string Queue = "mail-events";

    private const string Source = "sendgrid";

    private readonly RawEventStore raw;
    private readonly StorageLayout storage;
    private readonly DeliveryEventRecorder recorder;
    private readonly PolicyNotifyMetrics metrics;
    private readonly SendGridSignature? signature;
    private readonly int maximumBytes;
    private readonly TimeProvider clock;
    private readonly ILogger<SendGridEventIntake> logger;

    internal SendGridEventIntake(
        RawEventStore raw,
        StorageLayout storage,
        DeliveryEventRecorder recorder,
        PolicyNotifyMetrics metrics,
        IOptions<MailOptions> options,
        TimeProvider clock,
        ILogger<SendGridEventIntake> logger)
    {
        this.metrics = metrics;
        this.raw = raw;
        this.storage = storage;
        this.recorder = recorder;
        this.clock = clock;
        this.logger = logger;
        var webhook = options.Value.SendGrid.Events;
        maximumBytes = webhook.MaximumBytes;
        signature = webhook.PublicKey is { } text && SendGridPublicKey.TryParse(text, out var key, out _) ? new(key, webhook.ReplayWindow, clock) : null;
    }

    /// <summary>Takes in one request. When this returns, the batch is durable and will be recorded.</summary>
    /// <param name="body">The request's body, byte by byte as it came.</param>
    /// <param name="signatureHeader">The header <c>X-Twilio-Email-Event-Webhook-Signature</c>.</param>
    /// <param name="timestampHeader">The header <c>X-Twilio-Email-Event-Webhook-Timestamp</c>.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    /// <exception cref="NotConfiguredException">There is no key to check the sender with.</exception>
    /// <exception cref="UntrustedSenderException">The request is not SendGrid's, or too old.</exception>
    /// <exception cref="RejectedInputException">The body is too large; or it is no batch of events, which is stored all the same.</exception>
    public async Task TakeAsync(Stream body, string? signatureHeader, string? timestampHeader, CancellationToken cancellationToken)
    {
        if (signature is null)
        {
            throw new NotConfiguredException(
                "Events cannot be taken in, because nothing tells whether they are SendGrid's: set Mail:SendGrid:Events:PublicKey to the verification key that SendGrid shows for the event webhook.");
        }

        var bytes = await ReadAsync(body, cancellationToken);
        if (signature.Verify(signatureHeader, timestampHeader, bytes.Span) is not SendGridSignatureVerdict.Genuine and var verdict)
        {
            LogUntrusted(verdict);
            metrics.Requested(Source, verdict.ToString());
            throw new UntrustedSenderException(Explain(verdict));
        }

        var name = await raw.StoreAsync(bytes, clock.GetUtcNow(), cancellationToken);
        try
        {
            SendGridEvents.Parse(bytes);
        }
        catch (JsonException exception)
        {
            LogNoEvents(name);
            metrics.Requested(Source, "Unreadable");
            var line = exception.LineNumber is { } number ? (int)Math.Min(number + 1, int.MaxValue) : (int?)null;
            const string Help = "Send a JSON array of events, as the event webhook does. What came was kept.";
            throw new RejectedInputException(
                $"The body is no batch of events. {Help}", [new("events-json", DiagnosticSeverity.Error, "The body is no batch of events.", Help, "request", line)]);
        }

        await (await storage.QueueAsync(Queue, cancellationToken)).SendMessageAsync(name, cancellationToken);
        metrics.Requested(Source, nameof(SendGridSignatureVerdict.Genuine));
    }

    /// <summary>Records a stored batch. May be repeated.</summary>
    /// <param name="message">A message of the queue: the name under which the batch is stored.</param>
    /// <param name="cancellationToken">Stops between partitions.</param>
    public async Task RecordAsync(string message, CancellationToken cancellationToken)
    {
        var batch = SendGridEvents.Parse(await raw.ReadAsync(message, cancellationToken));
        var events = batch.Read.Select(SendGridEventMeaning.Of).OfType<DeliveryEvent>().ToList();
        var recorded = await recorder.RecordAsync(RawEventStore.HashOf(message), Source, events, cancellationToken);
        metrics.Reported(Source, "repeated", batch.Repeated);
        metrics.Reported(Source, "unreadable", batch.Unreadable);
        metrics.Reported(Source, "other_mail", batch.Read.Count - events.Count);
        LogRecorded(message, recorded.New, recorded.Repeated + batch.Repeated, batch.Read.Count - recorded.Known, batch.Unreadable);
    }

    private static string Explain(SendGridSignatureVerdict verdict) => verdict switch
    {
        SendGridSignatureVerdict.Missing => $"The headers {SendGridSignature.SignatureHeader} and {SendGridSignature.TimestampHeader} are required: switch on the signed event webhook in SendGrid.",
        SendGridSignatureVerdict.Malformed => "The signature headers are not what SendGrid writes.",
        SendGridSignatureVerdict.OutsideWindow => "The request was signed too long ago (Mail:SendGrid:Events:ReplayWindow), or by a clock that is ahead of ours.",
        _ => "The signature does not fit. If this is SendGrid, Mail:SendGrid:Events:PublicKey belongs to another webhook.",
    };

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var piece = new byte[81_920];
        for (int read; (read = await body.ReadAsync(piece, cancellationToken)) > 0;)
        {
            if (buffer.Length + read > maximumBytes)
            {
                var message = $"The batch is larger than {maximumBytes} bytes.";
                const string Help = "SendGrid's batches are smaller; raise Mail:SendGrid:Events:MaximumBytes if this is one.";
                throw new RejectedInputException($"{message} {Help}", [new("events-too-large", DiagnosticSeverity.Error, message, Help, "request")]) { IsTooLarge = true };
            }

            buffer.Write(piece, 0, read);
        }

        return buffer.ToArray();
    }

    [LoggerMessage(LogLevel.Warning, "A request that claims to bring SendGrid's events was refused: {Verdict}.")]
    private partial void LogUntrusted(SendGridSignatureVerdict verdict);

    [LoggerMessage(LogLevel.Error, "The batch {Name} is signed by SendGrid but holds no events that can be read; it is kept.")]
    private partial void LogNoEvents(string name);

    [LoggerMessage(LogLevel.Information, "Events of {Name}: {New} new, {Repeated} repeated, {Ignored} about other mail or nothing here, {Unreadable} unreadable.")]
    private partial void LogRecorded(string name, int @new, int repeated, int ignored, int unreadable);
}
