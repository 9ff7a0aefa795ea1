using System.Text.Json;

namespace PolicyNotify.Tests.Cli;

public sealed class DiffCommandTests : IDisposable
{
    private const string Old = "---\ntitle: Privacy\ntimezone: Europe/Dublin\n---\n\n## Storage\n\nWe keep your data for 30 days.\n";
    private static readonly string New = Old.Replace("30 days", "60 days", StringComparison.Ordinal);
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Unusable => new()
    {
        { "missing.md", "There is no file missing.md." },
        { "empty.md", "empty.md is empty." },
        { "latin1.md:2:", "latin1.md is not UTF-8 text." },
        { "folder", "folder is a folder." },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("json")]
    public async Task Every_format_shows_both_the_old_and_the_new_words(string format)
    {
        var run = await DiffAsync("--format", format);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains("30", run.Output, StringComparison.Ordinal);
        Assert.Contains("60", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task Json_asked_for_in_either_way_is_the_same()
    {
        var byFormat = await DiffAsync("--format", "json");
        var byOption = await DiffAsync("--json");

        Assert.Equal(byFormat.Output, byOption.Output);
        Assert.NotEqual(JsonValueKind.Undefined, byOption.Json.ValueKind);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_file_that_cannot_be_used_is_named_with_what_is_wrong(string expectedPlace, string expectedMessage)
    {
        folder.Write("old.md", Old);
        folder.Write("empty.md", "");
        folder.Write("latin1.md", [.. "a policy\n"u8, 0xE9, (byte)'\n']);
        Directory.CreateDirectory(Path.Combine(folder.Path, "folder"));

        var run = await CliRun.InAsync(folder.Path, ["diff", "old.md", expectedPlace.Split(':')[0]], Cancellation);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expectedPlace, run.Error, StringComparison.Ordinal);
        Assert.Contains(expectedMessage, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_in_a_policy_text_is_told_with_file_line_and_field()
    {
        folder.Write("old.md", Old);
        folder.Write("new.md", New.Replace("timezone: Europe/Dublin", "timezone: Nowhere/Town", StringComparison.Ordinal));

        var run = await CliRun.InAsync(folder.Path, ["diff", "old.md", "new.md", "--json"], Cancellation);

        Assert.Equal(2, run.ExitCode);
        var diagnostic = Assert.Single(run.ErrorJson.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("new.md", diagnostic.GetProperty("file").GetString());
        Assert.Equal(3, diagnostic.GetProperty("line").GetInt32());
        Assert.Equal("timezone", diagnostic.GetProperty("field").GetString());
    }

    private Task<CliRun> DiffAsync(params string[] options)
    {
        folder.Write("old.md", Old);
        folder.Write("new.md", New);
        return CliRun.InAsync(folder.Path, ["diff", "old.md", "new.md", .. options], Cancellation);
    }
}
