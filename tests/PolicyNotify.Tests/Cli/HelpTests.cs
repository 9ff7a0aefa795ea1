using System.CommandLine;
using PolicyNotify.Cli;

namespace PolicyNotify.Tests.Cli;

public sealed class HelpTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands()
    {
        var host = new CliHost(TextWriter.Null, TextWriter.Null, false, false, _ => null, "/", TimeProvider.System);
        return [.. Leaves(PolicyNotifyCommandLine.Create(host), "")];
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_root_help_names_the_environment_and_the_exit_codes()
    {
        var run = await CliRun.InAsync(folder.Path, ["--help"], Cancellation);

        Assert.Equal(0, run.ExitCode);
        foreach (var expected in new[] { "POLICYNOTIFY_URL", "POLICYNOTIFY_API_KEY", "NO_COLOR", "Exit codes:", "--json", "diff <OLD> <NEW>" })
            Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself_with_an_example_and_takes_json(string command)
    {
        var run = await CliRun.InAsync(folder.Path, [.. command.Split(' '), "--help"], Cancellation);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Description:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Examples:{Environment.NewLine}  policy-notify {command}", run.Output, StringComparison.Ordinal);
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("diff only-one.md")]
    [InlineData("diff a.md b.md --format pdf")]
    [InlineData("notices")]
    public async Task A_command_line_that_makes_no_sense_is_bad_input_and_points_to_help(string line)
    {
        var run = await CliRun.InAsync(folder.Path, line.Split(' '), Cancellation);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--help'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_line_that_makes_no_sense_is_told_as_json_when_json_is_asked_for()
    {
        var run = await CliRun.InAsync(folder.Path, ["diff", "only-one.md", "--json"], Cancellation);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(2, run.ErrorJson.GetProperty("exitCode").GetInt32());
        Assert.Contains("diff --help", run.ErrorJson.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.SelectMany(child =>
        child.Subcommands.Count == 0 ? [$"{path}{child.Name}"] : Leaves(child, $"{path}{child.Name} "));
}
