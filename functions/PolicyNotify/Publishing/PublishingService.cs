using System.Text;
using Azure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Storage;

namespace PolicyNotify.Publishing;

/// <summary>Publishes texts: judged against the latest version, numbered, dated, stored for good.</summary>
public sealed partial class PublishingService
{
    // Each failed attempt means that another publication of the same document succeeded.
    private const int Attempts = 5;

    private readonly VersionWriter versions;
    private readonly PolicyTexts texts;
    private readonly ClassificationStore classifications;
    private readonly VersionPlanner planner;
    private readonly AuditLog audit;
    private readonly StorageLayout storage;
    private readonly TimeProvider clock;
    private readonly PublishingOptions options;
    private readonly ILogger<PublishingService> logger;

    internal PublishingService(
        VersionWriter versions,
        PolicyTexts texts,
        ClassificationStore classifications,
        VersionPlanner planner,
        AuditLog audit,
        StorageLayout storage,
        TimeProvider clock,
        IOptions<PublishingOptions> options,
        ILogger<PublishingService> logger)
    {
        this.versions = versions;
        this.texts = texts;
        this.classifications = classifications;
        this.planner = planner;
        this.audit = audit;
        this.storage = storage;
        this.clock = clock;
        this.options = options.Value;
        this.logger = logger;
    }

    /// <summary>Publishes the text that a stream holds. A name that cannot be a document's is refused like a text that cannot be published.</summary>
    public async Task<PublishResult> PublishAsync(string document, Stream text, Actor actor, CancellationToken cancellationToken)
    {
        if (!DocumentId.TryParse(document, out var id))
        {
            throw Refused(document, [new(
                "document-name", DiagnosticSeverity.Error, $"'{document}' cannot be the name of a document.",
                "Use 1 to 63 lower-case letters, digits and hyphens, starting with a letter; admin, api, assets and health are taken.", $"{document}.md")]);
        }

        var bytes = await PolicyText.ReadAsync(VersionPlanner.FileOf(id), text, options.MaximumTextBytes, cancellationToken);
        return await PublishAsync(id, bytes, actor, cancellationToken);
    }

    /// <summary>
    /// Publishes a text as the next version of a document. When it returns, the version is durable. A text that the latest version already
    /// holds is not published again; a return to an older text is a new version.
    /// </summary>
    /// <param name="document">Which document; it comes into being with its first version.</param>
    /// <param name="bytes">The whole Markdown file in UTF-8.</param>
    /// <param name="actor">Who publishes.</param>
    /// <param name="cancellationToken">Gives up before the version is stored; afterwards the call completes.</param>
    /// <exception cref="RejectedInputException">The text cannot be published; nothing was changed.</exception>
    /// <exception cref="ConflictingStateException">Others kept publishing the same document meanwhile; nothing was changed.</exception>
    public async Task<PublishResult> PublishAsync(DocumentId document, ReadOnlyMemory<byte> bytes, Actor actor, CancellationToken cancellationToken)
    {
        var file = VersionPlanner.FileOf(document);
        var stored = PolicyText.Check(file, bytes, options.MaximumTextBytes);
        var hash = TextHash.Of(stored.Span);
        var read = PolicyDocument.Parse(file, Encoding.UTF8.GetString(stored.Span));
        if (!read.IsUsable)
        {
            throw Refused(document.ToString(), read.Diagnostics);
        }

        if (ShowableText.Check(file, read.Document) is { } unshowable)
        {
            throw Refused(document.ToString(), [.. read.Diagnostics, unshowable]);
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var snapshot = await versions.ReadAsync(document, cancellationToken);
            if (snapshot.Latest is { } latest && latest.TextHash == hash)
            {
                return await RepeatAsync(latest, snapshot.Before(latest), actor, read.Diagnostics);
            }

            var previous = snapshot.Latest is { } last ? await ReadPublishedAsync(last, cancellationToken) : null;
            var plan = planner.Plan(document, read.Document, hash, previous, snapshot, actor.Name, clock.GetUtcNow().ToUniversalTime());
            IReadOnlyList<Diagnostic> remarks = [.. read.Diagnostics, .. plan.Findings];
            if (plan.IsRefused)
            {
                throw Refused(document.ToString(), remarks);
            }

            if (await StoreAsync(plan, stored, snapshot, cancellationToken))
            {
                await FollowUpAsync(plan.Version, plan.Classification, snapshot.Latest, actor);
                return new(plan.Version, true, plan.Classification, remarks);
            }

            LogLostRace(document);
        }

        throw new ConflictingStateException($"Others kept publishing '{document}' at the same time. Look at its latest version and publish again.");
    }

    private async Task<bool> StoreAsync(VersionPlan plan, ReadOnlyMemory<byte> bytes, DocumentSnapshot snapshot, CancellationToken cancellationToken)
    {
        // Texts before rows: a crash in between leaves a blob that nobody names, never a version without its text.
        await texts.StoreAsync(bytes, cancellationToken);
        if (plan.Classification is { } classification)
        {
            await classifications.StoreAsync(classification, cancellationToken);
        }

        var version = plan.Version;
        var takesOver = version.State is VersionState.InForce;
        var head = new HeadRow(
            version.Document, version.Number, version.TextHash, takesOver ? version.Number : snapshot.Head?.InForce, snapshot.Head?.ETag);
        IEnumerable<PolicyVersion> changed = takesOver && snapshot.InForce is { } before
            ? [version, before with { State = VersionState.Superseded }]
            : [version];
        return await versions.TryCommitAsync(head, changed, cancellationToken);
    }

    // Whoever repeats a publication repairs what a crash after the first one may have left undone.
    private async Task<PublishResult> RepeatAsync(PolicyVersion latest, PolicyVersion? before, Actor actor, IReadOnlyList<Diagnostic> remarks)
    {
        var classification = await classifications.FindAsync(latest, CancellationToken.None);
        await FollowUpAsync(latest, classification, before, actor);
        return new(latest, false, classification, remarks);
    }

    // The version is durable: from here on nobody's impatience may leave it without its audit entry.
    private async Task FollowUpAsync(PolicyVersion version, VersionClassification? classification, PolicyVersion? before, Actor actor)
    {
        await audit.AppendAsync(VersionEvents.Published(version, classification), CancellationToken.None);
        if (version.InForceSince == version.PublishedAt)
        {
            await audit.AppendAsync(VersionEvents.InForce(version, before, actor), CancellationToken.None);
        }

        try
        {
            var queue = await storage.QueueAsync(VersionNudge.Queue, CancellationToken.None);
            await queue.SendMessageAsync(new VersionNudge(version.Document, version.Number).Write(), CancellationToken.None);
        }
        catch (RequestFailedException exception)
        {
            LogNoNudge(exception, version.Document, version.Number);
        }
    }

    private async Task<PolicyDocument> ReadPublishedAsync(PolicyVersion version, CancellationToken cancellationToken)
    {
        var read = PolicyDocument.Parse(VersionPlanner.FileOf(version.Document), await texts.ReadAsync(version.TextHash, cancellationToken));
        return read.Document
            ?? throw new InvalidDataException($"The published text of {version.Document} {version.Number} can no longer be read: {read.Diagnostics[0].Message}");
    }

    private static RejectedInputException Refused(string document, IReadOnlyList<Diagnostic> findings)
    {
        var errors = findings.Where(finding => finding.Severity is DiagnosticSeverity.Error).ToList();
        var rest = errors.Count > 1 ? $" (and {errors.Count - 1} more)" : "";
        return new($"The text of '{document}' was not published: {errors[0].Message}{rest}", [.. errors, .. findings.Except(errors)]);
    }

    [LoggerMessage(LogLevel.Information, "Another version of {Document} was published meanwhile; comparing again.")]
    private partial void LogLostRace(DocumentId document);

    [LoggerMessage(LogLevel.Warning, "No message was queued for {Document} {Version}; the timer will find it.")]
    private partial void LogNoNudge(Exception exception, DocumentId document, VersionNumber version);
}
