using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;

namespace PolicyNotify.Recipients;

/// <summary>Takes recipients from a CSV file (docs/recipients.md describes the format) and tells what became of every line.</summary>
public sealed partial class RecipientImport
{
    private readonly RecipientStore store;
    private readonly RecipientIdentity identity;
    private readonly AuditLog audit;
    private readonly TimeProvider clock;
    private readonly RecipientOptions options;
    private readonly ILogger<RecipientImport> logger;

    internal RecipientImport(
        RecipientStore store,
        RecipientIdentity identity,
        AuditLog audit,
        TimeProvider clock,
        IOptions<RecipientOptions> options,
        ILogger<RecipientImport> logger)
    {
        this.store = store;
        this.identity = identity;
        this.audit = audit;
        this.clock = clock;
        this.options = options.Value;
        this.logger = logger;
    }

    /// <summary>
    /// Imports a file. Lines with an error are left out and reported, all others are stored when this returns. Importing the same file again
    /// changes nothing, so an import that was interrupted is simply repeated.
    /// </summary>
    /// <param name="csv">The file's bytes; read to the end before anything is stored.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    /// <exception cref="RejectedInputException">The file as a whole cannot be used; nothing was changed.</exception>
    public async Task<RecipientImportReport> ImportAsync(Stream csv, Actor actor, CancellationToken cancellationToken)
    {
        await using var file = await ReceivedFile.ReceiveAsync(csv, options.MaximumImportBytes, cancellationToken);
        var now = clock.GetUtcNow().ToUniversalTime();
        var outcome = new ImportOutcome();
        var entries = new RecipientEntryReader(identity, now);
        var batch = new ImportBatch(store, outcome, now);
        foreach (var (lines, fields, columns) in new RecipientFileReader(file, outcome.Problems, outcome.Rejected).Read())
        {
            if (entries.Read(lines, fields, columns, outcome.Problems) is { } entry)
            {
                await batch.AddAsync(entry, cancellationToken);
            }
            else
            {
                outcome.Rejected.Add(lines);
            }
        }

        await batch.FlushAsync(cancellationToken);
        var report = outcome.Report(batch.People, batch.Verified);
        await audit.AppendAsync(ImportedEvent(file.Hash, report, actor, now), CancellationToken.None);
        LogImported(report.Created.Count, report.Updated.Count, report.Unchanged.Count, report.Duplicates.Count, report.Rejected.Count);
        return report;
    }

    private static AuditEvent ImportedEvent(string hash, RecipientImportReport report, Actor actor, DateTimeOffset now) => new(
        $"recipients.imported:{hash}:{now.UtcTicks}", "recipients.imported", "recipients", actor,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["fileHash"] = hash,
            ["created"] = Text(report.Created.Count),
            ["updated"] = Text(report.Updated.Count),
            ["unchanged"] = Text(report.Unchanged.Count),
            ["duplicates"] = Text(report.Duplicates.Count),
            ["rejected"] = Text(report.Rejected.Count),
            ["verified"] = Text(report.Verified),
        });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Information, "Recipients imported: {Created} created, {Updated} updated, {Unchanged} unchanged, {Duplicates} duplicate lines, {Rejected} lines rejected.")]
    private partial void LogImported(int created, int updated, int unchanged, int duplicates, int rejected);
}
