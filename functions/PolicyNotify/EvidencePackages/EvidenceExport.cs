using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Azure;
using PolicyNotify.Changes;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Reminders;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.EvidencePackages;

/// <summary>
/// Puts everything that proves the life of one version into one zip file: texts, redline, judgement, the mails as sent, deliveries,
/// objections with the mails they rest on, and the audit log that vouches for them.
/// </summary>
public sealed class EvidenceExport
{
    private readonly PublishedVersions versions;
    private readonly NoticeDirectory notices;
    private readonly NoticeContentStore contents;
    private readonly DeliveryExport deliveries;
    private readonly ReminderDirectory reminders;
    private readonly ReplyDirectory replies;
    private readonly ReplyStore records;
    private readonly RawMailStore mails;
    private readonly AuditLog audit;
    private readonly TimeProvider clock;

    internal EvidenceExport(
        PublishedVersions versions,
        NoticeDirectory notices,
        NoticeContentStore contents,
        DeliveryExport deliveries,
        ReminderDirectory reminders,
        ReplyDirectory replies,
        ReplyStore records,
        RawMailStore mails,
        AuditLog audit,
        TimeProvider clock)
    {
        this.versions = versions;
        this.notices = notices;
        this.contents = contents;
        this.deliveries = deliveries;
        this.reminders = reminders;
        this.replies = replies;
        this.records = records;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /// <summary>The version that a package is asked for.</summary>
    /// <exception cref="Problems.UnknownResourceException">There is no such version.</exception>
    public Task<PolicyVersion> FindAsync(string document, string version, CancellationToken cancellationToken) =>
        versions.VersionAsync(document, version, cancellationToken);

    /// <summary>
    /// Makes the package of a version. The export itself becomes an audit entry that names the manifest's hash.
    /// </summary>
    /// <returns>A temporary file, read from its start, that is gone once it is closed: nobody gets half a package.</returns>
    public async Task<Stream> CreateAsync(PolicyVersion version, Actor actor, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            // People's replies are nobody else's business on a shared machine; Windows gives each user a temporary folder.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        try
        {
            await WriteAsync(version, actor, file, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task WriteAsync(PolicyVersion asked, Actor actor, Stream target, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        var before = await audit.LastSequenceAsync(cancellationToken);

        // Read anew: everything up to the entry above has to show in it.
        var version = await versions.VersionAsync(asked.Document.Value, asked.Number.ToString(), cancellationToken);
        await using var package = await PackageWriter.OpenAsync(target, now, cancellationToken);
        var details = await versions.DetailsAsync(version, cancellationToken);
        await package.AddAsync(PackagePaths.Version, Json(version), cancellationToken);
        await package.AddAsync(PackagePaths.Text(version.Document, version.Number), Encoding.UTF8.GetBytes(details.Text), cancellationToken);
        if (details.Classification is { } classification)
        {
            await AddJudgementAsync(package, version, classification, cancellationToken);
        }

        var absent = version.Significance is Significance.Significant
            ? await AddNoticeAsync(package, NoticeId.Of(version.Document, version.Number), cancellationToken)
            : [];
        await audit.AppendAsync(PackageSeal.Of(version, now, actor, package.Files), cancellationToken);
        var (entries, lastHash) = (0L, AuditHash.BeforeFirst);
        await package.AddAsync(
            PackagePaths.Audit,
            async stream =>
            {
                await foreach (var entry in audit.ReadAsync(0, null, cancellationToken))
                {
                    await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(entry, PolicyNotifyJson.Compact), cancellationToken);
                    await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
                    (entries, lastHash) = (entry.Sequence, entry.Hash);
                }
            },
            cancellationToken);
        var manifest = Json(new PackageManifest(
            PackageManifest.CurrentFormat, SoftwareRelease.Current, version.Document, version.Number, now, actor.Name, before, entries, lastHash, absent, package.Files));
        await package.AddAsync(PackagePaths.Manifest, manifest, cancellationToken);
        await audit.AppendAsync(
            new(
                $"evidence.exported:{VersionEvents.SubjectOf(version)}:{package.Files[^1].Sha256}",
                "evidence.exported",
                VersionEvents.SubjectOf(version),
                actor,
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["manifest"] = package.Files[^1].Sha256,
                    ["files"] = (package.Files.Count - 1).ToString(CultureInfo.InvariantCulture),
                }),
            cancellationToken);
    }

    private async Task AddJudgementAsync(PackageWriter package, PolicyVersion version, VersionClassification classification, CancellationToken cancellationToken)
    {
        await package.AddAsync(PackagePaths.Classification, ClassificationStore.BytesOf(classification), cancellationToken);
        var found = await versions.RedlineAsync(version.Document.Value, version.Number.ToString(), classification.ComparedWith.ToString(), cancellationToken);
        await package.AddAsync(
            PackagePaths.Text(version.Document, found.From.Number), Encoding.UTF8.GetBytes(await versions.TextAsync(found.From, cancellationToken)), cancellationToken);
        await package.AddAsync(
            PackagePaths.RedlineHtml, Encoding.UTF8.GetBytes(PackageRedline.Html(version.Title, version.Language, found.Redline)), cancellationToken);
        await package.AddAsync(PackagePaths.RedlineMarkdown, Encoding.UTF8.GetBytes(PackageRedline.Markdown(found.Redline)), cancellationToken);
    }

    private async Task<IReadOnlyList<string>> AddNoticeAsync(PackageWriter package, NoticeId id, CancellationToken cancellationToken)
    {
        var notice = await notices.GetAsync(id, cancellationToken);
        if (notice.State is NoticeState.Unplanned)
        {
            // The audit log has nothing to say about it either.
            return [];
        }

        await package.AddAsync(PackagePaths.Notice, Json(notice), cancellationToken);

        // A crash may have left an edition that never went out: no entry vouches for it, so that it proves nothing.
        var vouched = await audit.ReadAsync(0, id.ToString(), cancellationToken)
            .Where(entry => entry.Details.ContainsKey("content"))
            .Select(entry => entry.Details["revision"])
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        foreach (var revision in Enumerable.Range(1, notice.Revision).Where(revision => vouched.Contains(revision.ToString(CultureInfo.InvariantCulture))))
        {
            foreach (var (name, bytes) in await contents.ReadFilesAsync(id, revision, cancellationToken))
            {
                await package.AddAsync(PackagePaths.Edition(id, revision) + name, bytes, cancellationToken);
            }
        }

        var lines = await deliveries.OpenAsync(id, cancellationToken);
        await package.AddAsync(PackagePaths.Deliveries, stream => RecordExport.WriteJsonAsync(lines, stream, cancellationToken), cancellationToken);
        foreach (var reminder in await reminders.ListAsync(id, cancellationToken))
        {
            await AddReminderAsync(package, reminder, cancellationToken);
        }

        return await AddObjectionsAsync(package, id, cancellationToken);
    }

    private async Task AddReminderAsync(PackageWriter package, ReminderView reminder, CancellationToken cancellationToken)
    {
        // Planned a moment ago: the audit log has nothing to say about it yet.
        if (!await audit.ReadAsync(0, reminder.Id.ToString(), cancellationToken).AnyAsync(cancellationToken))
        {
            return;
        }

        await package.AddAsync(PackagePaths.Reminder(reminder.Id), Json(reminder), cancellationToken);
        foreach (var (name, bytes) in await contents.ReadFilesAsync(reminder.Id, Reminder.Revision, cancellationToken))
        {
            await package.AddAsync(PackagePaths.Edition(reminder.Id, Reminder.Revision) + name, bytes, cancellationToken);
        }

        var lines = await reminders.OpenDeliveriesAsync(reminder.Id, cancellationToken);
        await package.AddAsync(
            PackagePaths.DeliveriesOf(reminder.Id), stream => RecordExport.WriteJsonAsync(lines, stream, cancellationToken), cancellationToken);
    }

    private async Task<IReadOnlyList<string>> AddObjectionsAsync(PackageWriter package, NoticeId notice, CancellationToken cancellationToken)
    {
        var objections = (await replies.ListObjectionsAsync(cancellationToken)).Where(objection => objection.Notice == notice).ToList();
        await package.AddAsync(
            PackagePaths.Objections, stream => RecordExport.WriteJsonAsync(objections.ToAsyncEnumerable(), stream, cancellationToken), cancellationToken);
        var absent = new List<string>();
        var hashes = await HashesAsync(objections, cancellationToken).Distinct(StringComparer.Ordinal).ToListAsync(cancellationToken);
        foreach (var hash in hashes)
        {
            try
            {
                await using var mail = await mails.OpenAsync(hash, cancellationToken);
                await package.AddAsync(PackagePaths.RawMail(hash), stream => mail.CopyToAsync(stream, cancellationToken), cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status is 404)
            {
                absent.Add(hash);
            }
        }

        return absent;
    }

    private async IAsyncEnumerable<string> HashesAsync(
        IReadOnlyList<ObjectionView> objections, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var objection in objections)
        {
            yield return objection.RawHash;
            foreach (var reply in objection.Replies)
            {
                if (await records.FindAsync(reply, cancellationToken) is { } record)
                {
                    yield return record.RawHash;
                }
            }
        }
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, PolicyNotifyJson.Indented);
}
