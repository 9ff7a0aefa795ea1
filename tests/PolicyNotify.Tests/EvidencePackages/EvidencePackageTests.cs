using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using PolicyNotify.Evidence;
using PolicyNotify.EvidencePackages;
using PolicyNotify.EvidencePackages.Checking;
using PolicyNotify.Json;
using static PolicyNotify.Tests.EvidencePackages.PackageForgery;

namespace PolicyNotify.Tests.EvidencePackages;

public sealed class EvidencePackageTests(PackagedJourney journey) : IClassFixture<PackagedJourney>
{
    private readonly byte[] package = journey.Package;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_as_it_was_written_holds_and_says_what_is_in_it()
    {
        var result = await CheckAsync(package);

        Assert.Empty(result.Findings);
        Assert.Empty(result.Notes);
        Assert.True(result.IsIntact);
        Assert.Equal((3, 2), (result.Deliveries, result.Objections));
        Assert.Equal("privacy", result.Document!.Value);
        using var zip = new ZipArchive(new MemoryStream(package));
        Assert.Equal(3, zip.Entries.Count(entry => entry.FullName.StartsWith("replies/", StringComparison.Ordinal)));
        Assert.Contains(zip.Entries, entry => entry.FullName == "mail/edition-1/mail.html");
        Assert.Contains(zip.Entries, entry => entry.FullName == "texts/privacy-1.0.md");
    }

    [Fact]
    public async Task The_export_itself_is_an_entry_that_names_the_manifest()
    {
        var result = await CheckAsync(package);
        var entries = await journey.Get<AuditLog>().ReadAsync(0, "privacy/2.0", Cancellation).ToListAsync(Cancellation);

        var exported = entries.First(entry => entry.Action == "evidence.exported");
        Assert.Equal(("key:tests", result.ManifestHash), (exported.Actor, exported.Details["manifest"]));
        Assert.Empty((await CheckAsync(await journey.DownloadAsync(Cancellation))).Findings);
    }

    public static TheoryData<string> EveryFile =>
    [
        "version.json", "classification.json", "redline.html", "redline.md", "texts/privacy-1.0.md", "texts/privacy-2.0.md",
        "mail/edition-1/manifest.json", "mail/edition-1/mail.txt", "mail/edition-1/mail.html", "notice.json", "deliveries.json", "objections.json", "audit.jsonl", "replies/",
    ];

    [Theory]
    [MemberData(nameof(EveryFile))]
    public async Task Whoever_changes_a_file_is_found_out_by_the_manifest(string file)
    {
        var changed = Rewrite(package, (path, content) => path.StartsWith(file, StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content) + " ") : content);

        var result = await CheckAsync(changed);

        Assert.Contains(result.Findings, finding => finding.File.StartsWith(file, StringComparison.Ordinal) && finding.Problem.StartsWith("It was changed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("version.json", "\"significance\": \"significant\"", "\"significance\": \"minor\"", "Its significance is not the one")]
    [InlineData("version.json", "\"title\": \"", "\"title\": \"Not ", "Its title is not the one")]
    [InlineData("version.json", "\"timeZone\": \"", "\"timeZone\": \"Not/", "Its time zone is not the one")]
    [InlineData("version.json", "\"language\": \"en", "\"language\": \"de", "Its language is not the one")]
    [InlineData("version.json", "\"summary\": \"", "\"summary\": \"Not ", "Its summary is not the one")]
    [InlineData("notice.json", "\"title\": \"", "\"title\": \"Not ", "It is not the file that was written")]
    [InlineData("notice.json", "\"toldAt\": \"2026-", "\"toldAt\": \"2025-", "It is not the file that was written")]
    [InlineData("objections.json", "\"words\":[\"", "\"words\":[\"Not ", "It is not the file that was written")]
    [InlineData("version.json", "\"effectiveOn\": \"2026-", "\"effectiveOn\": \"2025-", "Its effective date is none")]
    [InlineData("version.json", "\"publishedBy\": \"key:legal\"", "\"publishedBy\": \"key:other\"", "Its publisher is not the one")]
    [InlineData("version.json", "\"inForceSince\": \"2026-", "\"inForceSince\": \"2025-", "Its time of taking effect is not the one")]
    [InlineData("classification.json", "significant", "minor", "It is not the judgement that was made on publishing")]
    [InlineData("redline.html", "<ins", "<b", "It does not show the difference between the two texts")]
    [InlineData("redline.md", "**", "", "It does not show the difference between the two texts")]
    [InlineData("texts/privacy-2.0.md", "a", "e", "It is not the text that was published")]
    [InlineData("texts/privacy-1.0.md", "a", "e", "It is not the text that it was compared with")]
    [InlineData("mail/edition-1/manifest.json", "\"revision\"", "\"revision\" ", "It is not the mail that was planned")]
    [InlineData("mail/edition-1/mail.txt", "e", "a", "It is missing or not the part that was sent")]
    [InlineData("deliveries.json", "\"acceptedAt\":\"2026-03-02T1", "\"acceptedAt\":\"2026-03-01T1", "They are not the deliveries on which the version took effect")]
    [InlineData("objections.json", "\"receivedAt\":\"2026-03-", "\"receivedAt\":\"2026-04-", "is not as the audit log recorded it")]
    [InlineData("objections.json", "\"inTime\":true", "\"inTime\":false", "is not as the audit log recorded it")]
    [InlineData("objections.json", "\"state\":\"withdrawn\"", "\"state\":\"recorded\"", "does not stand as its own steps say")]
    [InlineData("objections.json", "\"kind\":\"withdrawn\"", "\"kind\":\"updated\"", "are not those that the audit log recorded")]
    [InlineData("version.json", "\"inForceSince\"", "\"inForceNot\"", "Its time of taking effect is not the one")]
    [InlineData("version.json", "\"state\": \"inForce\"", "\"state\": \"withdrawn\"", "Its being withdrawn is not the one")]
    [InlineData("replies/", "object", "accept", "It is not the mail that it is named after")]
    [InlineData("audit.jsonl", "\"subject\":\"privacy/2.0\"", "\"subject\":\"privacy/2.1\"", "was changed after it was recorded")]
    public async Task Whoever_also_writes_a_new_manifest_is_found_out_by_the_audit_log(string file, string old, string replacement, string problem)
    {
        var forged = WithNewManifest(Rewrite(package, (path, content) => path.StartsWith(file, StringComparison.Ordinal) ? Replace(content, old, replacement) : content));

        var result = await CheckAsync(forged);

        Assert.DoesNotContain(result.Findings, finding => finding.Problem.StartsWith("It was changed", StringComparison.Ordinal));
        Assert.Contains(result.Findings, finding => finding.File.StartsWith(file, StringComparison.Ordinal) && finding.Problem.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("texts/privacy-2.0.md", "It is missing, though the audit log names")]
    [InlineData("classification.json", "It is missing, though the audit log names")]
    [InlineData("mail/edition-1/manifest.json", "The edition of the mail is missing")]
    [InlineData("mail/edition-1/mail.html", "It is missing or not the part")]
    [InlineData("replies/", "The mail behind audit entry")]
    [InlineData("notice.json", "says that it was written")]
    [InlineData("deliveries.json", "is missing")]
    [InlineData("objections.json", "is missing")]
    [InlineData("audit.jsonl", "is missing")]
    [InlineData("redline.html", "is missing")]
    [InlineData("manifest.json", "is missing")]
    public async Task A_file_that_was_left_out_is_missed_even_under_a_new_manifest(string file, string? problem)
    {
        var cut = Rewrite(package, (path, content) => path.StartsWith(file, StringComparison.Ordinal) ? null : content);

        Assert.False((await CheckAsync(cut)).IsIntact);
        if (problem is not null && file != "manifest.json")
        {
            Assert.Contains((await CheckAsync(WithNewManifest(cut))).Findings, finding => finding.Problem.Contains(problem, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(true, "are not in their order")]
    [InlineData(false, "It is not the file that was written")]
    public async Task The_steps_of_an_objection_cannot_change_places(bool keepNumbers, string problem)
    {
        var forged = WithNewManifest(Rewrite(package, (path, content) => path == "objections.json" ? Swapped(content, keepNumbers) : content));

        Assert.Contains((await CheckAsync(forged)).Findings, finding => finding.File == "objections.json" && finding.Problem.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_of_the_notice_from_another_package_is_none_of_this_one()
    {
        journey.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await journey.DownloadAsync(Cancellation);
        using var zip = new ZipArchive(new MemoryStream(later));
        var other = Read(zip.GetEntry("notice.json")!);

        using var first = new ZipArchive(new MemoryStream(package));
        var earlier = Read(first.GetEntry("notice.json")!);

        // The log of the later package knows the earlier one's view as well.
        var mixed = WithNewManifest(Rewrite(package, (path, content) => path == "notice.json" ? other : content));
        var outdated = WithNewManifest(Rewrite(later, (path, content) => path == "notice.json" ? earlier : content));

        Assert.Equal("notice.json", Assert.Single((await CheckAsync(mixed)).Findings).File);
        Assert.Equal("notice.json", Assert.Single((await CheckAsync(outdated)).Findings).File);
        Assert.Empty((await CheckAsync(later)).Findings);
    }

    [Fact]
    public async Task An_objection_or_a_delivery_that_was_left_out_is_missed()
    {
        var fewer = WithNewManifest(Rewrite(package, (path, content) => path is "objections.json" or "deliveries.json" ? WithoutFirst(content) : content));

        var findings = (await CheckAsync(fewer)).Findings;

        Assert.Contains(findings, finding => finding.File == "objections.json" && finding.Problem.EndsWith("is missing.", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.File == "deliveries.json");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public async Task An_objection_cannot_be_left_out_as_if_it_had_come_while_the_package_was_written(int daysEarlier)
    {
        var fewer = WithNewManifest(Rewrite(package, (path, content) => path is "objections.json" ? WithoutFirst(content) : content));
        var forged = Rewrite(fewer, (path, content) => path == "manifest.json" ? Forged(content) : content);

        Assert.Contains((await CheckAsync(forged)).Findings, finding => finding.File == "manifest.json");

        byte[] Forged(byte[] content)
        {
            var manifest = JsonSerializer.Deserialize<PackageManifest>(content, PolicyNotifyJson.Compact)!;
            return JsonSerializer.SerializeToUtf8Bytes(manifest with { AuditBefore = 0, ExportedAt = manifest.ExportedAt.AddDays(-daysEarlier) }, PolicyNotifyJson.Indented);
        }
    }

    [Fact]
    public async Task A_file_that_was_added_is_named()
    {
        var result = await CheckAsync(Rewrite(package, (_, content) => content, ("replies/extra.eml", "I agree."u8.ToArray())));

        Assert.Contains(result.Findings, finding => finding.File == "replies/extra.eml" && finding.Problem.StartsWith("It was added", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_manifest_with_a_member_that_none_has_is_named()
    {
        var result = await CheckAsync(Rewrite(package, (path, content) => path == "manifest.json" ? Replace(content, "\"auditBefore\"", "\"auditp77:re\"") : content));

        Assert.False(result.IsIntact);
        Assert.Equal("manifest.json", Assert.Single(result.Findings).File);
    }

    [Theory]
    [InlineData("deliveries.json")]
    [InlineData("objections.json")]
    [InlineData("version.json")]
    public async Task A_file_whose_stored_bytes_were_damaged_is_named_and_the_others_are_still_checked(string file)
    {
        var result = await CheckAsync(Damage(package, file));

        Assert.Contains(result.Findings, finding => finding.File == file && finding.Problem.StartsWith("It c", StringComparison.Ordinal));
        Assert.All(result.Findings, finding => Assert.Equal(file, finding.File));
        Assert.True(result.Files > 10);
    }

    [Theory]
    [InlineData("deliveries.json", "[null]")]
    [InlineData("deliveries.json", "[{}]")]
    [InlineData("objections.json", "[null]")]
    [InlineData("objections.json", "[{}]")]
    [InlineData("objections.json", "{}")]
    [InlineData("version.json", "{}")]
    [InlineData("version.json", "null")]
    [InlineData("mail/edition-1/manifest.json", "{}")]
    [InlineData("audit.jsonl", "{}")]
    [InlineData("audit.jsonl", "null")]
    [InlineData("manifest.json", "{}")]
    [InlineData("manifest.json", "[]")]
    public async Task Whatever_stands_in_a_file_is_a_finding_and_never_a_fault(string file, string content)
    {
        var result = await CheckAsync(Rewrite(package, (path, before) => path == file ? Encoding.UTF8.GetBytes(content) : before));

        Assert.False(result.IsIntact);
        Assert.Contains(result.Findings, finding => finding.File == file);
        Assert.DoesNotContain(result.Findings, finding => finding.Problem.Contains("PolicyNotify.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_rewritten_from_its_start_is_found_out_by_a_hash_noted_elsewhere()
    {
        var noted = (await CheckAsync(package)).AuditLastHash!;

        Assert.True((await CheckAsync(package, noted)).IsIntact);
        Assert.Contains((await CheckAsync(package, new string('a', 64))).Findings, finding => finding.Problem.Contains("rewritten since", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_package_that_is_cut_off_or_none_at_all_is_named_as_such()
    {
        foreach (var bytes in new[] { package[..(package.Length / 2)], "no zip"u8.ToArray(), [] })
        {
            var finding = Assert.Single((await CheckAsync(bytes)).Findings);
            Assert.Equal("evidence.zip", finding.File);
        }
    }

    [Fact]
    public async Task A_minor_first_version_has_neither_mail_nor_judgement_and_holds()
    {
        using var client = journey.Host.ClientWithKey();

        var result = await CheckAsync(await client.GetByteArrayAsync("/api/documents/privacy/versions/1.0/evidence", Cancellation));

        Assert.Empty(result.Findings);
        Assert.Equal((3, 0L), (result.Files, result.Deliveries));
    }

    [Fact]
    public async Task Evidence_needs_a_key_and_a_version()
    {
        using var client = journey.Host.ClientWithKey();

        using var unknown = await client.GetAsync("/api/documents/privacy/versions/9.0/evidence", Cancellation);
        using var keyless = await journey.Host.Client.GetAsync(PackagedJourney.Path, Cancellation);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (unknown.StatusCode, keyless.StatusCode));
    }

    private static Task<PackageVerification> CheckAsync(byte[] bytes, string? mustContain = null) =>
        PackageCheck.RunAsync("evidence.zip", new MemoryStream(bytes), mustContain, Cancellation);
}
