using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PolicyNotify.Evidence;
using PolicyNotify.EvidencePackages;
using PolicyNotify.EvidencePackages.Checking;
using PolicyNotify.Json;
using PolicyNotify.Tests.EvidencePackages;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Reminders;

/// <summary>A version with a reminder of a day that was moved, one of the new day, and an objection, as one file.</summary>
public sealed class RemindedJourney(AzuriteFixture azurite) : IAsyncLifetime
{
    public byte[] Package { get; private set; } = [];

    public byte[] Early { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 3, CancellationToken.None);
        await using var service = journey.Service;
        await using var host = await TestHost.StartAsync(service, CancellationToken.None);
        using var client = host.ClientWithKey();
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(CancellationToken.None);
        Early = await client.GetByteArrayAsync(PackagedJourney.Path, CancellationToken.None);
        await journey.Notices.Decisions.PostponeAsync(NoticeJourney.Second, new(2026, 5, 5), NoticeJourney.Because("Not ready"), CancellationToken.None);
        journey.GoTo(new(2026, 4, 28, 8, 0, 0, TimeSpan.Zero));
        await journey.RemindAsync(CancellationToken.None);
        journey.GoTo(new(2026, 5, 5, 8, 0, 0, TimeSpan.Zero));
        await journey.RemindAsync(CancellationToken.None);
        await journey.Notices.TakeEffectAsync(CancellationToken.None);
        Package = await client.GetByteArrayAsync(PackagedJourney.Path, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class ReminderEvidenceTests(RemindedJourney journey) : IClassFixture<RemindedJourney>
{
    private const string Folder = "reminders/2026-05-05/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_holds_each_reminder_with_its_mail_and_its_copies()
    {
        var result = await CheckAsync(journey.Package);

        Assert.Empty(result.Findings);
        Assert.Empty(result.Notes);
        using var zip = new ZipArchive(new MemoryStream(journey.Package));
        Assert.Equal(
            [
                "deliveries.json",
                "mail/edition-1/mail.html", "mail/edition-1/mail.txt", "mail/edition-1/manifest.json", "mail/edition-1/privacy-2.0.html", "mail/edition-1/privacy-changes-1.0-to-2.0.html",
                "reminder.json",
            ],
            zip.Entries.Where(entry => entry.FullName.StartsWith(Folder, StringComparison.Ordinal)).Select(entry => entry.FullName[Folder.Length..]).Order(StringComparer.Ordinal));
        Assert.Contains(zip.Entries, entry => entry.FullName == "reminders/2026-04-03/deliveries.json");
    }

    [Fact]
    public async Task Before_a_reminder_is_over_a_note_says_what_nothing_vouches_for_yet()
    {
        var result = await CheckAsync(journey.Early);

        Assert.Empty(result.Findings);
        Assert.Contains(result.Notes, note => note.StartsWith("privacy-2.0.reminder-2026-04-03 was not over", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deliveries.json", "\"acceptedAt\":\"2026-04-28", "\"acceptedAt\":\"2026-04-27", "They are not the copies that were sent")]
    [InlineData("deliveries.json", "\"state\":\"accepted\"", "\"state\":\"refused\"", "They are not the copies that were sent")]
    [InlineData("deliveries.json", "\"edition\":1", "\"edition\":2", "names an edition of the mail that the audit log does not know")]
    [InlineData("mail/edition-1/mail.txt", "e", "a", "It is missing or not the part that was sent")]
    [InlineData("mail/edition-1/manifest.json", "\"revision\"", "\"revision\" ", "It is not the mail that was planned")]
    [InlineData("reminder.json", "\"dueAt\": \"2026-04-28", "\"dueAt\": \"2026-04-27", "It is not the reminder that the audit log recorded")]
    public async Task Whoever_changes_a_reminder_and_writes_a_new_manifest_is_found_out_by_the_audit_log(string file, string old, string replacement, string problem)
    {
        var forged = PackageForgery.WithNewManifest(PackageForgery.Rewrite(
            journey.Package, (path, content) => path == Folder + file ? PackageForgery.Replace(content, old, replacement) : content));

        Assert.Contains((await CheckAsync(forged)).Findings, finding => finding.File == Folder + file && finding.Problem.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copies_of_a_reminder_that_ended_while_the_package_was_being_written_are_not_held_against_what_came_after_them()
    {
        var older = PackageForgery.Rewrite(journey.Package, (path, content) => path == Folder + "deliveries.json"
            ? PackageForgery.Replace(content, "\"acceptedAt\":\"2026-04-28", "\"acceptedAt\":\"2026-04-27")
            : content);
        var closed = Audit(older).Last(entry => entry.Action == "reminder.closed");

        var asBefore = await CheckAsync(WithAuditBefore(older, closed.Sequence));
        var meanwhile = await CheckAsync(WithAuditBefore(older, closed.Sequence - 1));

        Assert.Contains(asBefore.Findings, finding => finding.Problem.StartsWith("They are not the copies that were sent", StringComparison.Ordinal));
        Assert.DoesNotContain(meanwhile.Findings, finding => finding.Problem.StartsWith("They are not the copies that were sent", StringComparison.Ordinal));
        Assert.Contains(meanwhile.Notes, note => note.StartsWith("privacy-2.0.reminder-2026-05-05 ended while the package was being written", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Folder)]
    [InlineData(Folder + "reminder.json")]
    [InlineData(Folder + "deliveries.json")]
    [InlineData(Folder + "mail/edition-1/manifest.json")]
    [InlineData(Folder + "mail/edition-1/mail.html")]
    public async Task What_is_left_out_of_a_reminder_is_missed(string file)
    {
        var cut = PackageForgery.WithNewManifest(PackageForgery.Rewrite(
            journey.Package, (path, content) => path.StartsWith(file, StringComparison.Ordinal) ? null : content));

        Assert.Contains((await CheckAsync(cut)).Findings, finding => finding.File.StartsWith(Folder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_that_was_made_up_is_named()
    {
        var more = PackageForgery.WithNewManifest(PackageForgery.Rewrite(
            journey.Package, (_, content) => content, ("reminders/2026-06-01/deliveries.json", "[]"u8.ToArray())));

        Assert.Contains((await CheckAsync(more)).Findings, finding => finding.Problem == "The audit log knows no such reminder.");
    }

    private static List<AuditEntry> Audit(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return [.. Encoding.UTF8.GetString(PackageForgery.Read(zip.GetEntry("audit.jsonl")!)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<AuditEntry>(line, PolicyNotifyJson.Compact)!)];
    }

    private static byte[] WithAuditBefore(byte[] package, long sequence) => PackageForgery.Rewrite(
        PackageForgery.WithNewManifest(package),
        (path, content) => path == "manifest.json"
            ? JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<PackageManifest>(content, PolicyNotifyJson.Compact)! with { AuditBefore = sequence }, PolicyNotifyJson.Indented)
            : content);

    private static Task<PackageVerification> CheckAsync(byte[] bytes) =>
        PackageCheck.RunAsync("evidence.zip", new MemoryStream(bytes), null, Cancellation);
}
