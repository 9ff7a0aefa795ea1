using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail.SendGrid;

namespace PolicyNotify.Replies.Receiving.InboundParse;

/// <summary>Takes in what SendGrid's Inbound Parse posts, in either of its forms.</summary>
public sealed partial class InboundParseIntake
{
    /// <summary>The header that carries a request's signature.</summary>
    public const string SignatureHeader = SendGridSignature.SignatureHeader;

    /// <summary>The header that carries the time of the signature, which is signed as well.</summary>
    public const string TimestampHeader = SendGridSignature.TimestampHeader;

    private const string Source = "inbound-parse";
    private const string RawMail = "email";

    private readonly InboundParseOptions options;
    private readonly ReplyIntake intake;
    private readonly RawMailStore raw;
    private readonly SendGridSignature? signature;
    private readonly TimeProvider clock;
    private readonly ILogger logger;

    internal InboundParseIntake(IOptions<ReplyOptions> options, ReplyIntake intake, RawMailStore raw, TimeProvider clock, ILogger<InboundParseIntake> logger)
    {
        this.options = options.Value.InboundParse;
        this.intake = intake;
        this.raw = raw;
        this.clock = clock;
        this.logger = logger;
        signature = this.options.PublicKey is { } key && SendGridPublicKey.TryParse(key, out var parsed, out _) ? new SendGridSignature(parsed, this.options.ReplayWindow, clock) : null;
    }

    /// <summary>When this returns, the mail is durable, whatever else may fail.</summary>
    /// <param name="secret">What the caller presents.</param>
    /// <param name="proof">The signature's two headers.</param>
    /// <param name="contentType">The body's type.</param>
    /// <param name="body">The form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InboundParseRefusedException">The caller could not be told from a stranger, or sends more than may be sent.</exception>
    public async Task TakeAsync(string? secret, (string? Signature, string? Timestamp) proof, string? contentType, Stream body, CancellationToken cancellationToken)
    {
        if (!IsOurs(secret))
            throw new InboundParseRefusedException(options.Secret is null ? $"Set {InboundParseOptions.Section}:Secret to take in mails here." : "The address carries no secret of ours.");
        await using var received = await SpooledBody.ReadAsync(body, options.MaximumBytes, cancellationToken)
            ?? throw new InboundParseRefusedException($"The request is larger than {InboundParseOptions.Section}:MaximumBytes.");
        if (signature is not null && await signature.VerifyAsync(proof.Signature, proof.Timestamp, received, cancellationToken) is not SendGridSignatureVerdict.Genuine and var verdict)
            throw new InboundParseRefusedException($"The signature does not count ({verdict}); see {InboundParseOptions.Section}:PublicKey.");

        var kept = await KeepAsync(contentType, received, clock.GetUtcNow(), cancellationToken);
        try
        {
            await intake.FinishAsync(kept, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The mail is durable, and the collection of replies goes on from its record: nothing for the sender to repeat.
            Log.FinishedLater(logger, kept.Reply.Id, exception);
        }
    }

    private async Task<KeptMail> KeepAsync(string? contentType, Stream received, DateTimeOffset arrivedAt, CancellationToken cancellationToken)
    {
        using var mail = new MemoryStream();
        if (Unpack(contentType, received, mail, cancellationToken) is { } unpacked)
        {
            if (unpacked.IsRebuilt)
                await raw.StoreFormAsync(mail, received, cancellationToken);
            return await intake.KeepAsync(new(mail, unpacked.Arrival with { At = arrivedAt }), cancellationToken);
        }

        // Whoever knows the secret sent it: it is kept as it came, and somebody has to look.
        Log.NoForm(logger, received.Length);
        return await intake.KeepAsync(new(received, new(Source) { At = arrivedAt, Name = "a request of Inbound Parse that is not the form it sends" }), cancellationToken);
    }

    private (Arrival Arrival, bool IsRebuilt)? Unpack(string? contentType, Stream received, MemoryStream mail, CancellationToken cancellationToken)
    {
        try
        {
            if (InboundForm.Read(contentType, received, cancellationToken) is not { } form)
                return null;
            var arrival = new Arrival(Source) { SentTo = form.SentTo(), SenderDoubt = InboundSender.DoubtOf(form) };
            if (!form.Has(RawMail))
                return RebuiltMail.TryWrite(form, mail, cancellationToken) ? (arrival, true) : null;
            form.WriteTo(RawMail, mail);
            return (arrival, false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What trips us today trips us for three days; then the sender would drop it, and nobody would ever have seen it.
            Log.Unforeseen(logger, exception.GetType().Name);
            return null;
        }
    }

    private bool IsOurs(string? presented) =>
        options.Secret is { } secret && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(presented ?? "")));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Reply {Reply} is kept; what follows from it is done by the next collection")]
        public static partial void FinishedLater(ILogger logger, ReplyId reply, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "A form of Inbound Parse cannot be unpacked ({Trouble})")]
        public static partial void Unforeseen(ILogger logger, string trouble);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Inbound Parse sent {Bytes} bytes that are not the form it sends; they are kept for review")]
        public static partial void NoForm(ILogger logger, long bytes);
    }
}
