using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Receiving;

namespace PolicyNotify.Replies;

/// <summary>Takes in single mails that somebody hands over: an exported mailbox, or a mail that went to another address.</summary>
public sealed class ReplyImport
{
    private const string Source = "import";
    private const long MaximumBytes = 64_000_000;
    private const int LongestName = 300;

    private readonly ReplyIntake intake;
    private readonly ReplyViews views;
    private readonly AuditLog audit;
    private readonly TimeProvider clock;

    internal ReplyImport(ReplyIntake intake, ReplyViews views, AuditLog audit, TimeProvider clock) =>
        (this.intake, this.views, this.audit, this.clock) = (intake, views, audit, clock);

    /// <summary>Takes a mail in as if it had just been collected. The same mail again changes nothing.</summary>
    /// <param name="body">The raw mail, at most 64 MB.</param>
    /// <param name="name">The file it comes from; null when there is none.</param>
    /// <param name="receivedAt">When it was received, where whoever imports it vouches for that; the earlier of this and our receiving host's own header counts.</param>
    /// <param name="actor">Who imports it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RejectedInputException">The body is empty or too large, or the time lies in the future.</exception>
    public async Task<ReplyImportResult> TakeAsync(Stream body, string? name, DateTimeOffset? receivedAt, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(actor);
        if (receivedAt > clock.GetUtcNow())
            throw Refused("import-received-at", "receivedAt", "The time of receipt lies in the future.", "Give the moment at which your mail server received it, such as 2026-04-12T08:30:00Z.", false);
        await using var mail = await SpooledBody.ReadAsync(body, MaximumBytes, cancellationToken)
            ?? throw Refused("import-size", "body", "The mail is larger than 64 MB.", "Take out its attachments; no mail of a person is that large.", true);
        if (mail.Length == 0)
            throw Refused("import-empty", "body", "The mail is empty.", "Send the raw mail, as an .eml file holds it.", false);

        var origin = name is { Length: > LongestName } ? name[..LongestName] : name;
        var kept = await intake.KeepAsync(new(mail, new(Source) { Name = origin, At = receivedAt }), cancellationToken);

        // Again with every repetition: what a crash left out is made good.
        if (kept.Reply.Source == Source)
            await audit.AppendAsync(ReplyEvents.Imported(kept.Reply, receivedAt, actor), cancellationToken);
        var reply = await intake.FinishAsync(kept, cancellationToken);
        return new(views.Of(reply), kept.IsNew, kept.IsUnreadable);
    }

    private static RejectedInputException Refused(string code, string field, string message, string help, bool isTooLarge) =>
        new($"{message} {help}", [new Diagnostic(code, DiagnosticSeverity.Error, message, help, "request", Field: field)]) { IsTooLarge = isTooLarge };
}
