using System.Text;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Evidence;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Replies;

namespace PolicyNotify.Tests.Cli;

/// <summary>An exported mailbox is handed to the real service.</summary>
public sealed class RepliesImportCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private ServedJourney served = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => served = await ServedJourney.StartAsync(azurite, builder => builder.With("Replies:ReceivingHost", "mx.example.com"), Cancellation);

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task Every_mail_of_a_folder_is_taken_once_and_bad_files_are_named()
    {
        Write("box/1.eml", Objection(1));
        Write("box/inner/2.eml", Objection(2));
        Write("box/empty.eml", "");
        Write("box/noise.eml", "\u0001\u0002 this is no mail at all");
        Write("box/readme.txt", "No mail.");

        var first = await RunAsync("replies", "import", "box", "--json");
        var again = await RunAsync("replies", "import", "box");

        var outcomes = first.Json.EnumerateArray().ToDictionary(mail => mail.GetProperty("file").GetString()!, mail => mail.GetProperty("outcome").GetString());
        Assert.Equal(
            new Dictionary<string, string?> { ["box/1.eml"] = "taken", ["box/inner/2.eml"] = "taken", ["box/empty.eml"] = "refused", ["box/noise.eml"] = "unreadable" }.OrderBy(pair => pair.Key),
            outcomes.OrderBy(pair => pair.Key));
        Assert.Equal(2, first.ExitCode);
        Assert.Contains("2 known", again.Output, StringComparison.Ordinal);
        Assert.Contains("box/empty.eml", again.Output, StringComparison.Ordinal);
        Assert.Equal(3, (await served.Journey.RepliesAsync(Cancellation)).Count);
        Assert.Equal(2, (await served.Journey.ObjectionsAsync(Cancellation)).Count);
        Assert.Equal(2, served.Journey.Acknowledgements().Count);
        Assert.Contains(await served.Journey.RepliesAsync(Cancellation), reply => reply is { NeedsReview: true, Origin: "box/noise.eml" });
        var imports = await served.Journey.Service.Get<AuditLog>().ReadAsync(0, null, Cancellation).Where(entry => entry.Action == "reply.imported").ToListAsync(Cancellation);
        Assert.Equal(3, imports.Count);
        Assert.All(imports, entry => Assert.Equal("key:tests", entry.Actor));
    }

    [Fact]
    public async Task The_time_of_receipt_is_our_hosts_or_the_one_given_whichever_is_earlier()
    {
        var end = new DateTimeOffset(2026, 5, 3, 22, 0, 0, TimeSpan.Zero);
        served.Journey.Service.Clock.SetUtcNow(end.AddDays(20));
        Write("1.eml", $"Received: from a.example by mx.example.com; Sun, 03 May 2026 21:59:59 +0000\r\n{Objection(1)}");
        Write("2.eml", Objection(2));
        Write("3.eml", Objection(3));

        await RunAsync("replies", "import", "1.eml", "--received-at", "2026-05-10T00:00:00Z");
        await RunAsync("replies", "import", "2.eml", "--received-at", "2026-05-03T22:00:00Z");
        await RunAsync("replies", "import", "3.eml");

        var objections = (await served.Journey.ObjectionsAsync(Cancellation)).ToDictionary(objection => objection.Recipient);
        Assert.Equal(end.AddSeconds(-1), objections[served.Journey.Notices.Person(1).Id].ReceivedAt);
        Assert.True(objections[served.Journey.Notices.Person(1).Id].InTime);
        Assert.Equal(end, objections[served.Journey.Notices.Person(2).Id].ReceivedAt);
        Assert.False(objections[served.Journey.Notices.Person(2).Id].InTime);
        Assert.Equal(served.Journey.Service.Clock.GetUtcNow(), objections[served.Journey.Notices.Person(3).Id].ReceivedAt);
        Assert.Equal(
            [ReceiptBasis.Collected, ReceiptBasis.Source, ReceiptBasis.ReceivedHeader],
            (await served.Journey.RepliesAsync(Cancellation)).Select(reply => reply.ReceiptBasis).Order());
    }

    [Fact]
    public async Task A_mailbox_file_is_many_mails_each_byte_for_byte()
    {
        var (one, two) = (Objection(1), Objection(2));
        Write("export.mbox", $"From a@example.net Mon Mar  2 11:00:00 2026\r\n{one}\r\n\r\nFrom b@example.net Mon Mar  2 11:00:01 2026\r\n{two}");

        var run = await RunAsync("replies", "import", "export.mbox", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["export.mbox#1", "export.mbox#2"], run.Json.EnumerateArray().Select(mail => mail.GetProperty("file").GetString()));
        Assert.Equal(2, (await served.Journey.ObjectionsAsync(Cancellation)).Count);
        var second = Assert.Single(await served.Journey.RepliesAsync(Cancellation), reply => reply.Origin == "export.mbox#2");
        await using var kept = await served.Journey.Service.Get<RawMailStore>().OpenAsync(second.RawHash, Cancellation);
        using var reader = new StreamReader(kept);
        Assert.Equal(two, await reader.ReadToEndAsync(Cancellation));
    }

    [Theory]
    [InlineData("box/notes.txt", "box", "There is no mail in box")]
    [InlineData("export.mbox", "export.mbox", "begins with")]
    public async Task What_holds_no_mail_is_named_and_not_passed_over(string file, string path, string expected)
    {
        Write(file, "Subject: without a line before it\r\n\r\nI object.\r\n");

        var run = await RunAsync("replies", "import", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2031-01-01T00:00:00Z")]
    public async Task A_time_that_cannot_be_is_refused_and_nothing_is_taken(string time)
    {
        Write("1.eml", Objection(1));

        var run = await RunAsync("replies", "import", "1.eml", "--received-at", time);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(await served.Journey.RepliesAsync(Cancellation));
    }

    [Fact]
    public async Task Sources_are_listed_with_what_waits_there()
    {
        served.Journey.Drop("1.eml", Objection(1));
        await served.Journey.CollectAsync(Cancellation);

        var run = await RunAsync("replies", "sources", "--json");

        Assert.Equal(0, run.ExitCode);
        var source = Assert.Single(run.Json.EnumerateArray());
        Assert.Equal("folder", source.GetProperty("name").GetString());
        Assert.Equal(0, source.GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task What_waits_is_explained_and_an_unreadable_mail_names_its_file_in_the_list()
    {
        served.Journey.Drop("noise.eml", "\u0001\u0002 this is no mail at all");
        served.Journey.Drop("locked.eml", Objection(1));
        await using (new FileStream(Path.Combine(served.Journey.Service.Inbox, "locked.eml"), FileMode.Open, FileAccess.Read, FileShare.None))
            await served.Journey.CollectAsync(Cancellation);

        var sources = await RunAsync("replies", "sources");
        var listed = await RunAsync("replies", "list", "--needs-review");

        Assert.Contains("Not taken yet: mails that the last run left there", sources.Output, StringComparison.Ordinal);
        Assert.Contains("noise.eml", listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_a_file_is_kept_and_never_stands_in_an_address()
    {
        const string Name = "Zoë \"Z\" (jane@example.net).eml";
        Write(Name, Objection(1));
        var asked = new List<string>();
        await using var server = await LoopbackServer.StartAsync(
            context =>
            {
                asked.Add(Microsoft.AspNetCore.Http.Extensions.UriHelper.GetEncodedUrl(context.Request));
                return context.Response.WriteAsJsonAsync(new { }, Cancellation);
            },
            Cancellation);

        await RunAsync("replies", "import", Name);
        await CliRun.InAsync(served.Folder, ["replies", "import", Name, "--url", server.Address, "--key", "none"], Cancellation);

        Assert.Equal(Name, Assert.Single(await served.Journey.RepliesAsync(Cancellation)).Origin);
        Assert.Equal($"{server.Address}/api/replies/import", Assert.Single(asked));
    }

    private string Objection(int person) => served.Journey.Answer(served.Journey.Notices.Person(person), ReplyJourney.Objection);

    private void Write(string name, string content)
    {
        var file = Path.Combine(served.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content, new UTF8Encoding(false));
    }

    private Task<CliRun> RunAsync(params string[] command) => served.RunAsync(command, Cancellation);
}
