using System.Text.Json;

namespace PolicyNotify.Tests.Cli;

public sealed class RepliesJudgeCommandTests : IDisposable
{
    private const string Objection = "From: some.body@example.net\nSubject: Re: Privacy\n\nI object to the changes.\n";
    private const string Thanks = "From: an.other@example.net\nSubject: Re: Privacy\n\nThank you.\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_mail_of_nested_folders_gets_one_line_with_the_promised_fields()
    {
        folder.Write("in/a.eml", Objection);
        folder.Write("in/deep/er/b.EML", Thanks);
        folder.Write("in/notes.txt", Objection);

        var run = await RunAsync("in");

        Assert.Equal(0, run.ExitCode);
        var lines = Lines(run.Output);
        Assert.Equal(["in/a.eml objection", "in/deep/er/b.EML other"], lines.Select(line => $"{line.GetProperty("file").GetString()} {line.GetProperty("kind").GetString()}"));
        Assert.Equal("I object to the changes.", lines[0].GetProperty("text").GetString());
        Assert.InRange(lines[0].GetProperty("confidence").GetDouble(), 0.9, 1);
        Assert.NotEmpty(lines[0].GetProperty("reason").GetString()!);
    }

    [Fact]
    public async Task A_mailbox_file_gives_one_line_for_each_mail()
    {
        folder.Write("box.mbox", $"From some.body@example.net Mon Mar  2 09:00:00 2026\n{Objection}\nFrom an.other@example.net Mon Mar  2 09:00:00 2026\n{Thanks}\n");

        var run = await RunAsync("box.mbox");

        Assert.Equal(["box.mbox#1 objection", "box.mbox#2 other"], Lines(run.Output).Select(line => $"{line.GetProperty("file").GetString()} {line.GetProperty("kind").GetString()}"));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_stops_nothing_else()
    {
        folder.Write("a.eml", Objection);
        folder.Write("empty/readme.txt", "none");
        folder.Write("z.eml", Thanks);

        var run = await RunAsync("a.eml", "missing.eml", "empty", "z.eml");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(2, Lines(run.Output).Count);
        Assert.Contains("missing.eml", run.Error, StringComparison.Ordinal);
        Assert.Contains("empty", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\r\r\r")]
    [InlineData("\0\0\0\0")]
    [InlineData("PK\u0003\u0004 this is a zip file")]
    public async Task What_is_no_mail_is_a_line_for_a_reader(string content)
    {
        folder.Write("odd.eml", content);

        var run = await RunAsync("odd.eml");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("review", Assert.Single(Lines(run.Output)).GetProperty("kind").GetString());
    }

    private static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    private Task<CliRun> RunAsync(params string[] paths) => CliRun.InAsync(folder.Path, ["replies", "judge", .. paths, "--json"], TestContext.Current.CancellationToken);
}
