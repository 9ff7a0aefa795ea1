using System.Text.Json;

namespace PolicyNotify.Tests.Cli;

public sealed class ClassifyCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_files_are_judged_with_reasons_and_a_suggested_summary()
    {
        folder.Write("old.md", "We share your address with couriers.\n");
        folder.Write("new.md", "We share your address with couriers and advertisers.\n");

        var run = await RunAsync("classify", "old.md", "new.md");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("Significant", run.Output, StringComparison.Ordinal);
        Assert.Contains("advertisers", run.Output, StringComparison.Ordinal);
        Assert.Contains("What people could be told", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_line_of_a_file_of_pairs_gets_one_line_and_a_bad_line_only_spoils_its_own()
    {
        folder.Write("pairs.jsonl", """
            {"id":"a","old":"We set cookies.","new":"We set  cookies."}
            {"id":"b","old":"We keep it for 30 days.","new":"We keep it for 90 days."}
            {"id":"c","old":"We set cookies."}
            not json
            {"id":"e","old":"---\ntimezone: Nowhere/Town\n---\nWe set cookies.","new":"We set cookies."}
            """);

        var run = await RunAsync("classify", "--pairs", "pairs.jsonl");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(5, lines.Count);
        Assert.Equal("minor", lines[0].GetProperty("significance").GetString());
        Assert.Equal("significant", lines[1].GetProperty("significance").GetString());
        var reason = lines[1].GetProperty("reasons")[0];
        Assert.Equal(("quantity", "30 days", "90 days"), (reason.GetProperty("rule").GetString(), reason.GetProperty("old").GetString(), reason.GetProperty("new").GetString()));
        Assert.Contains("no field new", lines[2].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("line 4", lines[3].GetProperty("id").GetString());
        Assert.Contains("old", lines[4].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","old":5,"new":"x"}""", "Line 1, field old: give a text")]
    [InlineData("""{"id":"a","old":"x","new":"y","categories":"z"}""", "Line 1, field categories: give a list")]
    [InlineData("""{"id":"a","old":"x" """, "Line 1 is not JSON")]
    [InlineData("[1]", "Line 1 is not a JSON object")]
    public async Task A_line_that_cannot_be_read_is_told_by_line_and_field_in_plain_words(string line, string told)
    {
        folder.Write("pairs.jsonl", line + "\n");

        var run = await RunAsync("classify", "--pairs", "pairs.jsonl");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(told, run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("PolicyNotify.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_alone_is_refused_with_what_to_do()
    {
        folder.Write("old.md", "We set cookies.\n");

        var run = await RunAsync("classify", "old.md");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--pairs", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_rules_of_a_company_are_named_with_their_file()
    {
        folder.Write("old.md", "We set cookies.\n");
        folder.Write("rules/own.yaml", "language: en\nkind: substance\nentries:\n- {id: a, category: nowhere, terms: [b], comment: c, source: d}\n");

        var run = await RunAsync("classify", "old.md", "old.md", "--rules", "rules");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("own.yaml", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evaluation_counts_hits_misses_and_false_alarms_and_lists_the_errors()
    {
        folder.Write("judged.jsonl", """
            {"id":"hit","old":"We keep it for 30 days.","new":"We keep it for 90 days.","significance":"significant","categories":["retention"],"source":"x"}
            {"id":"quiet","old":"We set cookies.","new":"We set  cookies.","significance":"minor","source":"x"}
            {"id":"alarm","old":"We keep it for 30 days.","new":"We keep it for 31 days.","significance":"minor","reason":"a test of the count","source":"y"}
            {"id":"aside","old":"We set cookies.","new":"We set  cookies.","significance":"significant","agreement":"contested"}
            """);

        var run = await RunAsync("evaluate", "judged.jsonl", "--json");

        Assert.Equal(0, run.ExitCode);
        var firm = run.Json.GetProperty("firm");
        Assert.Equal((1, 0, 1, 1), (firm.GetProperty("significantFound").GetInt32(), firm.GetProperty("significantMissed").GetInt32(), firm.GetProperty("minorKeptQuiet").GetInt32(), firm.GetProperty("falseAlarms").GetInt32()));
        Assert.Equal(0.5, firm.GetProperty("falseAlarmRate").GetDouble());
        Assert.Equal(["alarm", "aside"], run.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("id").GetString()));

        var words = await RunAsync("evaluate", "judged.jsonl");
        Assert.Contains("a test of the count", words.Output, StringComparison.Ordinal);
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.InAsync(folder.Path, args, Cancellation);
}
