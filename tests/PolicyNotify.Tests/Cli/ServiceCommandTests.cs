using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Cli;

/// <summary>The commands against the real service, in this process and on storage of its own.</summary>
public sealed class ServiceCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string First = "---\ntitle: Privacy Policy\ntimezone: Europe/Dublin\n---\n\n## Storage\n\nWe keep support messages for 24 months.\n";
    private static readonly string Second = First.Replace("24 months", "36 months", StringComparison.Ordinal);
    private readonly TemporaryFolder folder = new();
    private TestService service = null!;
    private TestHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        host = await TestHost.StartAsync(service, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Publishing_tells_number_state_and_reasons_and_repeating_it_changes_nothing()
    {
        folder.Write("privacy.md", First);
        var first = await RunAsync("publish", "privacy.md");
        folder.Write("privacy.md", Second);
        var second = await RunAsync("publish", "privacy.md");
        var again = await RunAsync("publish", "privacy.md");

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, again.ExitCode));
        Assert.Contains("privacy 1.0 is published.", first.Output, StringComparison.Ordinal);
        Assert.Contains("in force", first.Output, StringComparison.Ordinal);
        Assert.Contains("privacy 2.0 is published.", second.Output, StringComparison.Ordinal);
        Assert.Contains("+ 36 months", second.Output, StringComparison.Ordinal);
        Assert.Contains("policy-notify notices show privacy-2.0", second.Output, StringComparison.Ordinal);
        Assert.Contains("already holds exactly this text", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_finds_wrong_with_a_file_is_told_under_the_name_it_was_given()
    {
        folder.Write("first.md", First);
        await RunAsync("publish", "first.md", "--document", "privacy");
        folder.Write("draft.md", Second.Replace("title:", "effective: 2026-03-05\ntitle:", StringComparison.Ordinal));
        folder.Write("people.csv", "name,verified_at\nAnn,2026-01-01\n");

        var text = await RunAsync("publish", "draft.md", "--document", "privacy");
        var people = await RunAsync("recipients", "import", "people.csv");

        Assert.Equal((2, 2), (text.ExitCode, people.ExitCode));
        Assert.Contains("draft.md:", text.Error, StringComparison.Ordinal);
        Assert.Contains("people.csv:", people.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("privacy.md", text.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("recipients.csv", people.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_answers_json_for_programs()
    {
        folder.Write("text.md", First);

        var run = await RunAsync("publish", "text.md", "--document", "terms", "--json");

        Assert.Equal("terms", run.Json.GetProperty("version").GetProperty("document").GetString());
        Assert.Equal("1.0", run.Json.GetProperty("version").GetProperty("number").GetString());
        Assert.True(run.Json.GetProperty("created").GetBoolean());
    }

    [Fact]
    public async Task Versions_are_listed_one_a_line()
    {
        folder.Write("privacy.md", First);
        await RunAsync("publish", "privacy.md");
        folder.Write("privacy.md", Second);
        await RunAsync("publish", "privacy.md");

        var run = await RunAsync("versions", "privacy");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("version", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("1.0", StringComparison.Ordinal) && line.Contains("in force", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("2.0", StringComparison.Ordinal) && line.Contains("scheduled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evidence_is_exported_checked_and_a_change_to_it_found_offline()
    {
        folder.Write("privacy.md", First);
        await RunAsync("publish", "privacy.md");

        var export = await RunAsync("evidence", "export", "privacy/1.0", "-o", "proof.zip");
        var verify = await CliRun.InAsync(folder.Path, ["evidence", "verify", "proof.zip"], Cancellation);
        var other = await CliRun.InAsync(folder.Path, ["evidence", "verify", "proof.zip", "--contains", new string('a', 64)], Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "cut.zip"), (await File.ReadAllBytesAsync(Path.Combine(folder.Path, "proof.zip"), Cancellation))[..100], Cancellation);
        var broken = await CliRun.InAsync(folder.Path, ["evidence", "verify", "cut.zip", "--json"], Cancellation);
        folder.Write("letter.zip", "Dear Sir or Madam");
        var letter = await CliRun.InAsync(folder.Path, ["evidence", "verify", "letter.zip"], Cancellation);

        Assert.Equal((0, 0, 1, 1, 2), (export.ExitCode, verify.ExitCode, other.ExitCode, broken.ExitCode, letter.ExitCode));
        Assert.Contains("letter.zip is no zip file", letter.Error, StringComparison.Ordinal);
        Assert.Contains("The evidence of privacy 1.0 is in proof.zip.", export.Output, StringComparison.Ordinal);
        Assert.Contains("The evidence is intact", verify.Output, StringComparison.Ordinal);
        Assert.Contains("audit.jsonl: No entry has the hash", other.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.InAsync(folder.Path, ["evidence", "verify", "missing.zip"], Cancellation)).ExitCode);
        Assert.Equal("cut.zip", broken.Json.GetProperty("findings")[0].GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("evidence", "export", "privacy")]
    [InlineData("evidence", "export", "privacy/9.0")]
    [InlineData("notices", "export", "privacy-9.0")]
    public async Task Evidence_that_is_not_there_is_bad_input_and_leaves_no_file(params string[] args)
    {
        var run = await RunAsync([.. args, "-o", "out.bin"]);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "out.bin*"));
    }

    [Fact]
    public async Task A_document_that_is_not_there_is_bad_input()
    {
        var run = await RunAsync("versions", "nothing");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nothing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_finds_wrong_in_a_text_is_shown_with_its_field()
    {
        folder.Write("privacy.md", First);
        await RunAsync("publish", "privacy.md");
        folder.Write("privacy.md", Second.Replace("timezone:", "effective: 2026-03-05\ntimezone:", StringComparison.Ordinal));

        var run = await RunAsync("publish", "privacy.md");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("effective", run.Error, StringComparison.Ordinal);
        Assert.Contains("The earliest lawful date is 2026-04-03.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData(null)]
    public async Task Without_a_key_of_the_service_nothing_is_published(string? key)
    {
        folder.Write("privacy.md", First);
        string[] options = key is null ? [] : ["--key", key];

        var run = await CliRun.InAsync(folder.Path, ["publish", "privacy.md", "--url", Address, .. options], Cancellation);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("key", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, (await RunAsync("versions", "privacy")).ExitCode);
    }

    [Fact]
    public async Task A_file_without_a_document_name_asks_for_one()
    {
        folder.Write("Privacy Policy (final).md", First);

        var run = await RunAsync("publish", "Privacy Policy (final).md");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--document", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_reports_the_bad_line_by_file_and_line_and_takes_the_others()
    {
        folder.Write("people.csv", "email,verified_at,verification_method\nann@example.com,2026-01-05T10:00:00Z,double-opt-in\nnonsense,,\nBEN@example.com,,\n");

        var import = await RunAsync("recipients", "import", "people.csv");
        var counts = await RunAsync("recipients", "counts", "--json");

        Assert.Equal(2, import.ExitCode);
        Assert.Contains("people.csv:3: email:", import.Output, StringComparison.Ordinal);
        Assert.Equal(1, counts.Json.GetProperty("verified").GetInt32());
        Assert.Equal(1, counts.Json.GetProperty("unverified").GetInt32());
    }

    [Fact]
    public async Task A_file_without_a_header_is_refused_as_a_whole()
    {
        folder.Write("people.csv", "ann@example.com\nben@example.com\n");

        var import = await RunAsync("recipients", "import", "people.csv");
        var counts = await RunAsync("recipients", "counts", "--json");

        Assert.Equal(2, import.ExitCode);
        Assert.Contains("header", import.Error, StringComparison.Ordinal);
        Assert.Equal(0, counts.Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Notices_are_empty_before_anything_significant_happens_and_an_unknown_one_is_bad_input()
    {
        var list = await RunAsync("notices", "list");
        var unknown = await RunAsync("notices", "show", "privacy-2.0");
        var nonsense = await RunAsync("notices", "show", "privacy");

        Assert.Equal(0, list.ExitCode);
        Assert.Contains("There are no notices", list.Output, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("privacy-2.0", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, nonsense.ExitCode);
        Assert.Contains("such as privacy-2.0", nonsense.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_is_listed_and_verified_without_trusting_the_service()
    {
        folder.Write("privacy.md", First);
        await RunAsync("publish", "privacy.md");

        var list = await RunAsync("audit", "list", "--subject", "privacy/1.0");
        var verify = await RunAsync("audit", "verify", "--json");

        Assert.Contains("version.published", list.Output, StringComparison.Ordinal);
        Assert.Contains("key:tests", list.Output, StringComparison.Ordinal);
        Assert.Equal(0, verify.ExitCode);
        Assert.True(verify.Json.GetProperty("isIntact").GetBoolean());
        var missing = await RunAsync("audit", "verify", "--contains", new string('0', 64));
        Assert.Equal(1, missing.ExitCode);
    }

    [Fact]
    public async Task Decisions_about_a_notice_need_a_reason_a_date_that_is_one_and_a_notice_that_exists()
    {
        var withoutReason = await RunAsync("notices", "hold", "privacy-2.0");
        var withoutDate = await RunAsync("notices", "postpone", "privacy-2.0", "--by", "Nora Daly", "--why", "Later is better.");
        var oddDate = await RunAsync("notices", "postpone", "privacy-2.0", "--to", "1 March", "--by", "Nora Daly", "--why", "Later is better.");
        var unknown = await RunAsync("notices", "hold", "privacy-2.0", "--by", "Nora Daly", "--why", "The supplier is not ready.");

        Assert.Equal((2, 2, 2, 2), (withoutReason.ExitCode, withoutDate.ExitCode, oddDate.ExitCode, unknown.ExitCode));
        Assert.Contains("--why", withoutReason.Error, StringComparison.Ordinal);
        Assert.Contains("--to", withoutDate.Error, StringComparison.Ordinal);
        Assert.Contains("'1 March' is not a date", oddDate.Error, StringComparison.Ordinal);
        Assert.Contains("privacy-2.0", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replies_and_objections_are_empty_before_anybody_answers()
    {
        var replies = await RunAsync("replies", "list");
        var objections = await RunAsync("objections", "list");
        var unknown = await RunAsync("replies", "show", new string('a', 24));
        var nonsense = await RunAsync("replies", "show", "x");

        Assert.Equal((0, 0), (replies.ExitCode, objections.ExitCode));
        Assert.Contains("Nobody has objected.", objections.Output, StringComparison.Ordinal);
        Assert.Equal((2, 2), (unknown.ExitCode, nonsense.ExitCode));
    }

    private string Address => host.Client.BaseAddress!.ToString();

    private Task<CliRun> RunAsync(params string[] command) =>
        CliRun.InAsync(folder.Path, [.. command, "--url", Address, "--key", service.ApiKey], Cancellation);
}
