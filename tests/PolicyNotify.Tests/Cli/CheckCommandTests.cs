using LibGit2Sharp;

namespace PolicyNotify.Tests.Cli;

public sealed class CheckCommandTests : IDisposable
{
    private const string Old = "---\ntitle: Privacy Policy\ntimezone: Europe/Dublin\n---\n\n## Storage\n\nWe keep support messages for 24 months.\n";
    private static readonly string Significant = Old.Replace("24 months", "36 months", StringComparison.Ordinal);
    private static readonly string Minor = Old.Replace("We keep support messages", "We keep support  messages", StringComparison.Ordinal);
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        // Git writes its objects read-only.
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        folder.Dispose();
    }

    [Fact]
    public async Task A_significant_change_without_a_date_is_fine_and_says_when_it_could_take_effect()
    {
        var run = await CheckAsync(Significant);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("changes significantly", run.Output, StringComparison.Ordinal);
        Assert.Contains("+ 36 months", run.Output, StringComparison.Ordinal);
        Assert.Contains("earliest lawful", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_s_own_rules_count_and_broken_ones_are_told_with_file_and_line()
    {
        const string Head = "language: en\nkind: substance\nentries:\n";
        folder.Write("rules/own.yaml", Head + "- {id: zupfel, category: collection, terms: [zupfel], comment: Our word for a pick-up code., source: glossary}\n");
        folder.Write("broken/own.yaml", Head + "- {id: lost, category: nowhere, terms: [zapfel], comment: c, source: d}\n");
        folder.Write("old.md", "Our drivers see your first stop.\n");
        folder.Write("new.md", "Our drivers see your first stop and your zupfel.\n");

        var check = await CliRun.InAsync(folder.Path, ["check", "new.md", "--against", "old.md", "--rules", "rules", "--json"], Cancellation);
        var broken = await CliRun.InAsync(folder.Path, ["check", "new.md", "--against", "old.md", "--rules", "broken"], Cancellation);

        Assert.Equal(0, check.ExitCode);
        Assert.Contains(check.Json.GetProperty("reasons").EnumerateArray(), reason => reason.GetProperty("rule").GetString() == "collection");
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains(Path.Combine("broken", "own.yaml") + ":4", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_form_is_minor()
    {
        var run = await CheckAsync(Minor, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("minor", run.Json.GetProperty("significance").GetString());
    }

    [Theory]
    [InlineData("effective: 2020-01-01\n", "effective")]
    [InlineData("significance: minor\n", "reason")]
    [InlineData("significance: minor\nreason: Only a supplier was renamed.\n", "approved-by")]
    public async Task A_text_that_promises_too_little_ends_with_one_and_names_the_field(string head, string field)
    {
        var run = await CheckAsync(Significant.Replace("timezone:", head + "timezone:", StringComparison.Ordinal), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.False(run.Json.GetProperty("keepsPromises").GetBoolean());
        Assert.Contains(run.Json.GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("severity").GetString() == "error" && finding.GetProperty("field").GetString() == field && finding.GetProperty("file").GetString() == "privacy.md");
    }

    [Fact]
    public async Task What_is_refused_is_told_before_the_reasons()
    {
        var run = await CheckAsync(Significant.Replace("timezone:", "effective: 2020-01-01\ntimezone:", StringComparison.Ordinal));

        Assert.Equal(1, run.ExitCode);
        Assert.InRange(run.Output.IndexOf("too early", StringComparison.Ordinal), 1, run.Output.IndexOf("Reasons", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_takes_effect_on_no_day()
    {
        var refused = Significant.Replace("timezone:", "effective: 2020-01-01\ntimezone:", StringComparison.Ordinal);

        var text = await CheckAsync(refused);
        var markdown = await CheckAsync(refused, "--format", "markdown");
        var json = await CheckAsync(refused, "--json");
        var fine = await CheckAsync(Significant, "--json");

        Assert.Matches("takes effect +not as it stands", text.Output);
        Assert.Contains("does not take effect as it stands", markdown.Output, StringComparison.Ordinal);
        Assert.False(json.Json.TryGetProperty("effectiveOn", out var day) && day.ValueKind is System.Text.Json.JsonValueKind.String);
        Assert.Equal(fine.Json.GetProperty("earliestEffectiveOn").GetString(), fine.Json.GetProperty("effectiveOn").GetString());
    }

    [Fact]
    public async Task The_periods_of_the_service_s_settings_are_reckoned_with()
    {
        folder.Write("settings.json", """{ /* ours */ "Site": {}, "Publishing": { "NoticeDays": 60 } }""");

        var longer = await CheckAsync(Significant, "--settings", "settings.json", "--json");
        var usual = await CheckAsync(Significant, "--json");

        Assert.Equal(30, Earliest(longer).DayNumber - Earliest(usual).DayNumber);

        static DateOnly Earliest(CliRun run) => DateOnly.Parse(run.Json.GetProperty("earliestEffectiveOn").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("""{"Publishing": {"NoticeDays": "sixty"}}""", "Publishing:NoticeDays")]
    [InlineData("""{"Publishing": {"NoticeDays": 0}}""", "Publishing:NoticeDays is a number of days from 1 to 366")]
    [InlineData("{\n\"Publishing", "Line 2 is not JSON")]
    public async Task Settings_that_cannot_be_used_are_named_with_their_file(string settings, string told)
    {
        folder.Write("settings.json", settings);

        var run = await CheckAsync(Significant, "--settings", "settings.json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("settings.json", run.Error, StringComparison.Ordinal);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_is_a_heading_and_a_table_in_which_the_texts_cannot_act_as_markup()
    {
        var run = await CheckAsync(Significant.Replace("36 months", "36 months <img src=x> | `rm`", StringComparison.Ordinal), "--format", "markdown");

        Assert.StartsWith("## ", run.Output, StringComparison.Ordinal);
        Assert.Contains("| --- | --- | --- | --- |", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sarif_names_the_file_and_the_rule_of_each_finding()
    {
        var run = await CheckAsync(Significant.Replace("timezone:", "effective: 2020-01-01\ntimezone:", StringComparison.Ordinal), "--format", "sarif");

        Assert.Equal(1, run.ExitCode);
        var results = run.Json.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        Assert.Contains(results, result => result.GetProperty("ruleId").GetString() == "effective-too-early" && result.GetProperty("level").GetString() == "error");
        Assert.All(results, result => Assert.Equal(
            "privacy.md", result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()));
    }

    [Fact]
    public async Task Git_gives_the_text_to_compare_with()
    {
        Commit(Old);
        folder.Write("privacy.md", Significant);

        var head = await RunAsync("check", "privacy.md");
        var branch = await RunAsync("check", "privacy.md", "--against", "HEAD");

        Assert.Equal((0, 0), (head.ExitCode, branch.ExitCode));
        Assert.Contains("privacy.md at HEAD", head.Output, StringComparison.Ordinal);
        Assert.Contains("changes significantly", head.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_git_does_not_know_is_the_first_text_of_its_document()
    {
        Commit(Old);
        folder.Write("terms.md", Significant);

        var run = await RunAsync("check", "terms.md");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("first text of the document", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-branch")]
    [InlineData("missing.md")]
    public async Task Something_to_compare_with_that_is_not_there_is_bad_input(string against)
    {
        Commit(Old);

        var run = await RunAsync("check", "privacy.md", "--against", against);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(against, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_git_the_earlier_text_has_to_be_named()
    {
        folder.Write("privacy.md", Old);

        var run = await RunAsync("check", "privacy.md");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--against", run.Error, StringComparison.Ordinal);
    }

    private Task<CliRun> CheckAsync(string text, params string[] options)
    {
        folder.Write("old.md", Old);
        folder.Write("privacy.md", text);
        return RunAsync(["check", "privacy.md", "--against", "old.md", .. options]);
    }

    private void Commit(string text)
    {
        folder.Write("privacy.md", text);
        Repository.Init(folder.Path);
        using var repository = new Repository(folder.Path);
        Commands.Stage(repository, "privacy.md");
        var author = new Signature("Nora Daly", "nora@example.com", DateTimeOffset.UnixEpoch);
        repository.Commit("Publish the privacy policy", author, author);
    }

    private Task<CliRun> RunAsync(params string[] command) => CliRun.InAsync(folder.Path, command, Cancellation);
}
