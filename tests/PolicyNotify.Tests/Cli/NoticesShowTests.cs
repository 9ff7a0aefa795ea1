using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Cli.Notices;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Watching;

namespace PolicyNotify.Tests.Cli;

public sealed class NoticesShowTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_became_of_the_mail_and_what_is_at_risk_are_told_in_words()
    {
        var notice = View(NoticeState.Mailing, 1, 1) with
        {
            Counts = new NoticeCounts(1, 0, 1, 0, 0, 0, 1) { Bounced = 1 },
            Forecast = new NoticeForecast(NoticeRisk.TooSlow, "It takes too long.", 0.5, null),
        };
        await using var server = await ServingAsync(notice);

        var run = await RunAsync(server, "notices", "show", "privacy-2.0");
        var list = await RunAsync(server, "notices", "list");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mailing, at risk", run.Output, StringComparison.Ordinal);
        Assert.Contains("It takes too long.", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 1 person with a verified address", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 (accepted, then returned for good", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("complained", run.Output, StringComparison.Ordinal);
        Assert.Contains("mailing, at risk", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_writes_a_line_for_each_change_and_ends_with_the_final_counts()
    {
        await using var server = await ServingAsync(
            View(NoticeState.Mailing, 0, 100), View(NoticeState.Mailing, 40, 100), View(NoticeState.Mailing, 40, 100), View(NoticeState.Told, 100, 100));

        var run = await RunAsync(server, "notices", "show", "privacy-2.0", "--watch", "--every", "0.05");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n').Where(line => line.Contains(" told, ", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("2031-05-06 07:08 UTC  mailing, 0 of 100 told, 100 to do, 0 refused", lines[0], StringComparison.Ordinal);
        Assert.Contains("mailing, 40 of 100 told, 60 to do", lines[1], StringComparison.Ordinal);
        Assert.Contains("done about", lines[1], StringComparison.Ordinal);
        Assert.Contains("told, 100 of 100 told, 0 to do", lines[^1], StringComparison.Ordinal);
        Assert.Contains("100 of 100 people with a verified address", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rate_and_time_left_follow_from_what_was_watched_and_fit_beside_a_progress_bar()
    {
        var progress = new NoticeProgress();
        progress.Saw(Start, View(NoticeState.Mailing, 0, 1_000));
        var later = View(NoticeState.Mailing, 100, 1_000) with { AsOf = Start.AddYears(1) };
        progress.Saw(Start.AddSeconds(10), later);

        // The service's clock may be moved: the rate is measured by our own, and the end told by the service's.
        Assert.Equal((10, Start.AddYears(1).AddSeconds(90)), (progress.PerSecond, progress.DoneAt));
        Assert.Equal("mailing 100/1,000, 10/s, 90 s left", progress.ShortLine(later));
    }

    [Fact]
    public async Task A_cancelled_notice_does_not_read_as_if_it_went_on()
    {
        await using var server = await ServingAsync(View(NoticeState.Cancelled, 0, 10) with { Because = "Cancelled by Ada Counsel: The wrong file." });

        var show = (await RunAsync(server, "notices", "show", "privacy-2.0")).Output;
        var list = (await RunAsync(server, "notices", "list")).Output;

        Assert.Contains("never: the version is withdrawn", show, StringComparison.Ordinal);
        Assert.Contains("Nobody was told, and nobody will be.", show, StringComparison.Ordinal);
        Assert.All(["first mail", "tell by", "objections until", "to do"], word => Assert.DoesNotContain(word, show, StringComparison.Ordinal));
        Assert.EndsWith("never", list.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_is_not_planned_yet_says_so()
    {
        var view = View(NoticeState.Unplanned, 0, 10) with { PlannedAt = null, Because = "The version was published a moment ago; its notice is about to be planned." };
        await using var server = await ServingAsync(view);

        var show = (await RunAsync(server, "notices", "show", "privacy-2.0")).Output;
        var list = (await RunAsync(server, "notices", "list")).Output;

        Assert.All([show, list], words => Assert.Contains("about to be planned", words, StringComparison.Ordinal));
        Assert.DoesNotContain("planned    ", show, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_refuses_is_said_once_and_in_the_words_of_the_command()
    {
        const string Refusal = "{\"title\":\"The input was refused; nothing was changed\",\"detail\":\"The date 2026-05-04 leaves too little time to tell people. Choose 2026-05-05 or later.\","
            + "\"diagnostics\":[{\"code\":\"effective-too-early\",\"severity\":\"error\",\"message\":\"The date 2026-05-04 leaves too little time to tell people.\","
            + "\"help\":\"Choose 2026-05-05 or later.\",\"file\":\"request\",\"field\":\"effectiveOn\"}]}";
        await using var server = await LoopbackServer.StartAsync(
            context =>
            {
                context.Response.StatusCode = 422;
                context.Response.ContentType = "application/problem+json";
                return context.Response.WriteAsync(Refusal, Cancellation);
            },
            Cancellation);
        string[] command = ["notices", "postpone", "privacy-2.0", "--to", "2026-05-04", "--by", "Ada Counsel", "--why", "More time."];

        var run = await RunAsync(server, command);
        var json = await RunAsync(server, [.. command, "--json"]);

        Assert.Equal((2, 2), (run.ExitCode, json.ExitCode));
        Assert.Equal(
            "error: The service refused:\n  --to: The date 2026-05-04 leaves too little time to tell people. Choose 2026-05-05 or later.\n", run.Error.ReplaceLineEndings("\n"));
        Assert.Contains("Choose 2026-05-05 or later.", json.ErrorJson.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("to", json.ErrorJson.GetProperty("diagnostics")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_retry_says_what_becomes_of_what_is_under_way()
    {
        await using var server = await ServingAsync(View(NoticeState.Mailing, 5, 10));

        var run = await RunAsync(server, "notices", "retry", "privacy-2.0", "--by", "Ada Counsel", "--why", "Mail works again.");

        Assert.Contains("free again when its claim ends (Notices:LeaseSeconds, 5 minutes by default)", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NoticeState.Held)]
    [InlineData(NoticeState.AwaitingApproval)]
    [InlineData(NoticeState.Cancelled)]
    public async Task Watching_ends_where_only_people_can_go_on(NoticeState state)
    {
        await using var server = await ServingAsync(View(state, 0, 10));

        Assert.Equal(0, (await RunAsync(server, "notices", "show", "privacy-2.0", "--watch")).ExitCode);
    }

    [Fact]
    public async Task Watching_for_a_program_writes_one_document_a_line()
    {
        await using var server = await ServingAsync(View(NoticeState.Mailing, 0, 2), View(NoticeState.Told, 2, 2));

        var run = await RunAsync(server, "notices", "show", "privacy-2.0", "--watch", "--every", "0.05", "--json");

        var documents = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(["mailing", "told"], documents.Select(document => document.GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    public async Task A_pause_that_is_none_is_bad_input(string every)
    {
        await using var server = await ServingAsync(View(NoticeState.Told, 0, 0));

        var run = await RunAsync(server, "notices", "show", "privacy-2.0", "--watch", "--every", every);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--every", run.Error, StringComparison.Ordinal);
    }

    private static Task<LoopbackServer> ServingAsync(params NoticeView[] views)
    {
        var asked = 0;
        return LoopbackServer.StartAsync(
            context =>
            {
                if (context.Request.Path.Value!.EndsWith("/reminders", StringComparison.Ordinal))
                {
                    return context.Response.WriteAsync("[]", Cancellation);
                }

                var view = views[Math.Min(Interlocked.Increment(ref asked) - 1, views.Length - 1)];
                return context.Response.WriteAsync(
                    context.Request.Path.Value!.EndsWith("/notices", StringComparison.Ordinal)
                        ? JsonSerializer.Serialize(new[] { view }, PolicyNotifyJson.Compact)
                        : JsonSerializer.Serialize(view, PolicyNotifyJson.Compact),
                    Cancellation);
            },
            Cancellation);
    }

    private static NoticeView View(NoticeState state, long told, long people) => new(
        NoticeId.Parse("privacy-2.0"), DocumentId.Parse("privacy"), new VersionNumber(2, 0), "Privacy Policy", state, Start, Start, Start, Start.AddDays(2),
        new DateOnly(2026, 4, 4), Start.AddDays(33), "Europe/Berlin", Start.AddDays(63), null, null, null, new NoticeCounts(people, 0, told, 0, people - told, 0, 0),
        new Dictionary<string, long>(), 1)
    {
        AsOf = new DateTimeOffset(2031, 5, 6, 7, 8, 0, TimeSpan.Zero),
    };

    private Task<CliRun> RunAsync(LoopbackServer server, params string[] args) =>
        CliRun.InAsync(folder.Path, [.. args, "--url", server.Address, "--key", "0123456789abcdef0123456789abcdef"], Cancellation);
}
