using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Replies;

namespace PolicyNotify.Tests.Cli;

public sealed class ObjectionCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private ServedJourney served = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => served = await ServedJourney.StartAsync(azurite, Cancellation);

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task Objections_are_exported_as_csv_with_accounts_late_ones_marked_and_no_formula()
    {
        var person = served.Journey.Notices.Person(1);
        await served.Journey.Service.Get<RecipientStore>().UpsertManyAsync([person with { AccountId = "=1+1" }], Cancellation);
        await ReplyResolutionTests.ReceiveAsync(served.Journey, 1, ReplyJourney.Objection);
        served.Journey.Service.Clock.SetUtcNow(new DateTimeOffset(2026, 5, 3, 22, 0, 0, TimeSpan.Zero));
        await ReplyResolutionTests.ReceiveAsync(served.Journey, 2, "-I object to the new policy and want you to close my account.");

        var exported = await RunAsync("objections", "export", "-o", "objections.csv");

        Assert.Equal(0, exported.ExitCode);
        var text = await File.ReadAllTextAsync(Path.Combine(served.Folder, "objections.csv"), Cancellation);
        var lines = text.TrimEnd().Split("\r\n");
        Assert.Equal("notice,document,version,recipient,accountId,state,receivedAt,late,windowClosesAt,withdrawnAt,withdrawnBecause,acknowledgement,acknowledgedAt,replies,rawHash,words", lines[0]);
        Assert.Equal(3, lines.Length);
        var inTime = Assert.Single(lines, line => line.Contains(person.Id.Value, StringComparison.Ordinal));
        Assert.StartsWith($"privacy-2.0,privacy,2.0,{person.Id},\"'=1+1\",recorded,2026-03-02T11:00:00.0000000Z,false,", inTime, StringComparison.Ordinal);
        var late = Assert.Single(lines, line => line.Contains(served.Journey.Notices.Person(2).Id.Value, StringComparison.Ordinal));
        Assert.Contains(",true,2026-05-03T22:00:00.0000000Z,", late, StringComparison.Ordinal);
        Assert.Contains(",\"'-I object", late, StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
        Assert.Contains("LATE", (await RunAsync("objections", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notice_and_document_choose_and_nonsense_is_refused()
    {
        await ReplyResolutionTests.ReceiveAsync(served.Journey, 1, ReplyJourney.Objection);

        Assert.Equal(1, (await RunAsync("objections", "export", "--format", "json", "--notice", "privacy-2.0")).Json.GetArrayLength());
        Assert.Equal(1, (await RunAsync("objections", "export", "--json", "--document", "privacy")).Json.GetArrayLength());
        Assert.Equal(0, (await RunAsync("objections", "export", "--format", "json", "--document", "terms")).Json.GetArrayLength());
        Assert.Contains("Nobody", (await RunAsync("objections", "list", "--notice", "privacy-3.0")).Output, StringComparison.Ordinal);
        Assert.Contains("privacy-2.0", (await RunAsync("objections", "list", "--document", "privacy")).Output, StringComparison.Ordinal);
        var nonsense = await RunAsync("objections", "list", "--notice", "nonsense");
        var document = await RunAsync("objections", "export", "--document", "../x");
        Assert.Equal((2, 2), (nonsense.ExitCode, document.ExitCode));
        Assert.Contains("notice:", nonsense.Error, StringComparison.Ordinal);
        Assert.Contains("document:", document.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objection_is_withdrawn_and_restored_with_who_and_why()
    {
        await ReplyResolutionTests.ReceiveAsync(served.Journey, 1, ReplyJourney.Objection);
        var person = served.Journey.Notices.Person(1).Id.Value;

        var withdrawn = await RunAsync("objections", "withdraw", "privacy-2.0", person, "--because", "mistake", "--by", "Nora Daly", "--why", "She only asked.");
        var listed = await RunAsync("objections", "list", "--json");
        var restored = await RunAsync("objections", "restore", "privacy-2.0", person, "--by", "Nora Daly", "--why", "She did mean it.");

        Assert.Equal((0, 0), (withdrawn.ExitCode, restored.ExitCode));
        Assert.Contains("withdrawn 2026-03-02 11:00 UTC (recorded by mistake)", withdrawn.Output, StringComparison.Ordinal);
        Assert.Equal("withdrawn", listed.Json[0].GetProperty("state").GetString());
        Assert.DoesNotContain("withdrawn", restored.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_unknown_is_bad_input_and_changes_nothing()
    {
        await ReplyResolutionTests.ReceiveAsync(served.Journey, 1, ReplyJourney.Objection);
        var (known, unknown) = (served.Journey.Notices.Person(1).Id.Value, served.Journey.Notices.Person(2).Id.Value);
        string[] signed = ["--by", "Nora Daly", "--why", "She only asked."];

        var ground = await RunAsync(["objections", "withdraw", "privacy-2.0", known, .. signed]);
        var address = await RunAsync(["objections", "withdraw", "privacy-2.0", "person1@example.net", "--because", "mistake", .. signed]);
        var nobody = await RunAsync(["objections", "withdraw", "privacy-2.0", unknown, "--because", "mistake", .. signed]);
        var nameless = await RunAsync("objections", "withdraw", "privacy-2.0", known, "--because", "mistake", "--by", "nora@example.com", "--why", " ");

        Assert.All([ground, address, nobody, nameless], run => Assert.Equal(2, run.ExitCode));
        Assert.Contains("--because", ground.Error, StringComparison.Ordinal);
        Assert.Contains("has not objected", nobody.Error, StringComparison.Ordinal);
        Assert.Contains("by: ", nameless.Error, StringComparison.Ordinal);
        Assert.Contains("why: ", nameless.Error, StringComparison.Ordinal);
        Assert.Single(Assert.Single(await served.Journey.ObjectionsAsync(Cancellation)).Changes);
    }

    [Fact]
    public async Task Requests_are_listed_with_their_due_date_and_leave_once_answered()
    {
        var id = (await ReplyResolutionTests.ReceiveAsync(served.Journey, 1, "Please send me a copy of all personal data you hold about me under article 15 GDPR.")).Value;
        Assert.Contains("2026-04-02", (await RunAsync("replies", "list", "--requests")).Output, StringComparison.Ordinal);
        served.Journey.Service.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Contains("2026-04-02 OVERDUE", (await RunAsync("replies", "list", "--requests")).Output, StringComparison.Ordinal);

        var closed = await RunAsync("replies", "close", id, "--by", "Ida Moor", "--why", "The export went out.");

        Assert.Contains("Answered by Ida Moor", closed.Output, StringComparison.Ordinal);
        Assert.Contains("There are none.", (await RunAsync("replies", "list", "--requests")).Output, StringComparison.Ordinal);
        var other = await RunAsync("replies", "close", (await ReplyResolutionTests.ReceiveAsync(served.Journey, 2, "When does it start?")).Value, "--by", "Ida Moor", "--why", "No.");
        Assert.Equal(3, other.ExitCode);
        Assert.Contains("is no request", other.Error, StringComparison.Ordinal);
    }

    private Task<CliRun> RunAsync(params string[] command) => served.RunAsync(command, Cancellation);
}
