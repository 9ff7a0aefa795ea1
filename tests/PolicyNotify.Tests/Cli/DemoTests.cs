using System.Text.Json;
using MimeKit;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Cli;

/// <summary>The whole journey, end to end and in separate processes; what the demo claims is looked at here again, by other means.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly string folder = Path.Combine(AzuriteFixture.Repository, ".local", $"demo-test-{Path.GetRandomFileName()}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_demo_plays_the_whole_journey_and_leaves_what_it_claims()
    {
        var demo = await CliProcess.RunAsync(["demo", "--exit", "--json", "--folder", folder], Cancellation);

        Assert.True(demo.ExitCode == 0, demo.Output + demo.Error);
        var steps = demo.JsonLines.Where(line => line.TryGetProperty("step", out _)).ToList();
        Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(step => step.GetProperty("step").GetInt32()));
        Assert.All(steps, step => Assert.NotEmpty(step.GetProperty("claims").EnumerateArray()));
        Assert.All(steps.SelectMany(step => step.GetProperty("claims").EnumerateArray()), claim => Assert.True(claim.GetProperty("holds").GetBoolean()));
        Assert.True(demo.JsonLines[^1].GetProperty("done").GetBoolean());

        var mails = Directory.GetFiles(Path.Combine(folder, "outbox"), "*.eml").Select(file => MimeMessage.Load(file, Cancellation)).ToList();
        var notices = mails.Where(mail => mail.Headers["Auto-Submitted"] == "auto-generated").ToList();
        Assert.Equal(
            ["ada.byrne@customers.example", "ben.okafor@customers.example", "chiara.rossi@customers.example"],
            notices.SelectMany(mail => mail.To.Mailboxes).Select(mailbox => mailbox.Address).Order(StringComparer.Ordinal));
        var acknowledgement = Assert.Single(mails, mail => mail.Headers["Auto-Submitted"] == "auto-replied");
        Assert.Equal("ada.byrne@customers.example", acknowledgement.To.Mailboxes.Single().Address);
        Assert.Equal(notices.Count + 1, mails.Count);
        Assert.All(notices, notice => Assert.Contains("36 months", notice.TextBody, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "inbox"), "*.eml"));
        Assert.Equal(0, (await CliProcess.RunAsync(["evidence", "verify", Path.Combine(folder, "evidence.zip")], Cancellation)).ExitCode);
    }

    [Fact]
    public async Task The_demo_does_not_empty_a_folder_that_it_did_not_make()
    {
        Directory.CreateDirectory(folder);
        var precious = Path.Combine(folder, "precious.txt");
        await File.WriteAllTextAsync(precious, "keep me", Cancellation);

        var demo = await CliProcess.RunAsync(["demo", "--exit", "--json", "--folder", folder], Cancellation);

        Assert.Equal(2, demo.ExitCode);
        Assert.Contains("was not made by the demo", JsonSerializer.Deserialize<JsonElement>(demo.Error).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(precious));
    }
}
