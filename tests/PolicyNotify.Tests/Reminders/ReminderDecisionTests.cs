using System.Net;
using System.Text;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Reminders;
using PolicyNotify.Tests.Cli;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Reminders;

/// <summary>What legal sees and decides, over the API and on the command line.</summary>
public sealed class ReminderDecisionTests(AzuriteFixture azurite)
{
    private const string Decision = """{"by": "Ada Counsel", "why": "Everybody has written to us already"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Legal_stops_a_reminder_before_it_goes_out_and_the_notice_goes_its_way()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 2, Cancellation);
        await using var service = journey.Service;
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        var view = await PostAsync(client, "stop");
        await PostAsync(client, "stop");
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        Assert.Equal((ReminderState.Stopped, "Stopped by Ada Counsel: Everybody has written to us already"), (view.State, view.Because));
        Assert.Empty(journey.Reminders());
        var entry = Assert.Single(await journey.Notices.AuditAsync(Cancellation, "reminder.stopped"));
        Assert.Equal(("key:tests", "Ada Counsel"), (entry.Actor, entry.Details["by"]));
        Assert.Equal(NoticeState.Told, (await journey.Notices.ViewAsync(Cancellation)).State);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsync("/api/notices/privacy-2.0/reminders/resume", Body(), Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_mail_system_that_turns_us_away_pauses_the_reminder_alone_and_it_goes_on_by_itself()
    {
        var isClosed = true;
        var transport = new ScriptedTransport((mail, _) => isClosed && mail.MessageId.Contains(".reminder-", StringComparison.Ordinal)
            ? MailOutcome.Stopped("401 Unauthorized")
            : MailOutcome.Accepted(null));
        var journey = await ReminderJourney.StartAsync(azurite, 3, Cancellation, builder => builder.WithServices(transport.Replace));
        await using var service = journey.Service;
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);

        Assert.Equal((ReminderState.Paused, "401 Unauthorized"), ((await journey.ViewAsync(Cancellation)).State, (await journey.ViewAsync(Cancellation)).Because));
        Assert.Equal(NoticeState.Told, (await journey.Notices.ViewAsync(Cancellation)).State);

        isClosed = false;
        service.Clock.Advance(TimeSpan.FromMinutes(15));
        await journey.RemindAsync(Cancellation);

        Assert.Equal((ReminderState.Sent, 3L), ((await journey.ViewAsync(Cancellation)).State, (await journey.ViewAsync(Cancellation)).Counts.Accepted));
        Assert.Equal(
            ["reminder.paused", "reminder.resumed"], (await journey.Notices.AuditAsync(Cancellation, "reminder.paused", "reminder.resumed")).Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_reminder_that_most_are_refused_waits_for_legal_who_is_told_and_lets_it_go_on()
    {
        var isRefusing = true;
        var legal = 0;
        var transport = new ScriptedTransport((mail, _) =>
        {
            legal += mail.To.Address == "legal@example.com" ? 1 : 0;
            return isRefusing && mail.MessageId.Contains(".reminder-", StringComparison.Ordinal) ? MailOutcome.Refused("554 5.7.1 Blocked") : MailOutcome.Accepted(null);
        });
        var journey = await ReminderJourney.StartAsync(
            azurite, 60, Cancellation, builder => builder.With("Mail:LegalAddress", "legal@example.com").WithServices(transport.Replace));
        await using var service = journey.Service;
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        var before = await journey.ViewAsync(Cancellation);
        service.Clock.Advance(TimeSpan.FromHours(2));
        await journey.RemindAsync(Cancellation);
        Assert.Equal((ReminderState.Paused, before.Counts), ((await journey.ViewAsync(Cancellation)).State, (await journey.ViewAsync(Cancellation)).Counts));
        Assert.Equal(1, legal);

        isRefusing = false;
        await PostAsync(client, "resume");
        await journey.RemindAsync(Cancellation);

        var after = await journey.ViewAsync(Cancellation);
        Assert.Equal((ReminderState.Sent, 60L), (after.State, after.Counts.Accepted + after.Counts.Failed));
        Assert.InRange(after.Counts.Failed, 20, 59);
    }

    [Fact]
    public async Task Without_a_reminder_there_is_nothing_to_decide_and_without_a_key_nothing_to_see()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await ReminderJourney.ToldAsync(service, 1, Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        var refused = await client.PostAsync("/api/notices/privacy-2.0/reminders/stop", Body(), Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Notices:ReminderDays is not set", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("[]", await client.GetStringAsync("/api/notices/privacy-2.0/reminders", Cancellation));
        foreach (var path in new[] { "privacy-3.0/reminders", "privacy-2.0/reminders/2026-04-03/deliveries", "privacy-2.0/reminders/2026-04-03/proof", "privacy-2.0/reminders/soon/proof" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/notices/{path}", Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync($"/api/notices/{path}", Cancellation)).StatusCode);
        }

        await Assert.ThrowsAsync<UnknownResourceException>(() => service.Get<ReminderDirectory>().GetAsync(ReminderJourney.Id, Cancellation));
        Assert.Equal(NoticeState.Told, (await journey.Notices.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task Where_mails_are_approved_legal_gets_the_proof_when_the_reminder_is_planned_and_it_waits_for_the_notice()
    {
        await using var service = await new ServiceBuilder(azurite)
            .With("Notices:ReminderDays", "7").With("Notices:RequireApproval", "true").With("Mail:LegalAddress", "legal@example.com").StartAsync(Cancellation);
        var notices = new NoticeJourney(service);
        await notices.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await notices.PublishBothAsync(Cancellation);
        await notices.MailEverybodyAsync(Cancellation);
        var journey = new ReminderJourney(service, notices, []);
        await journey.RemindAsync(Cancellation);

        var proof = Assert.Single(notices.Outbox(), mail => mail.Headers["X-PolicyNotify-Proof"]?.Contains(".reminder-", StringComparison.Ordinal) == true);
        Assert.Equal("Example Ltd: reminder: Privacy Policy changes on 3 April 2026", proof.Subject);
        Assert.Equal("replies@example.com", proof.ReplyTo.Mailboxes.Single().Address);
        Assert.Single(notices.Outbox(), mail => mail.Subject == "[Example Ltd] To be reminded: privacy-2.0");

        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        Assert.Equal(ReminderState.Waiting, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task The_command_line_tells_exports_proves_and_stops()
    {
        var journey = await ReminderJourney.StartAsync(azurite, 3, Cancellation);
        await using var service = journey.Service;
        await journey.ObjectAsync(journey.People[0], Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);

        var planned = await RunAsync(host, service, "notices", "show", "privacy-2.0");
        journey.GoTo(ReminderJourney.Due);
        await journey.RemindAsync(Cancellation);
        var sent = await RunAsync(host, service, "notices", "show", "privacy-2.0");
        var json = await RunAsync(host, service, "notices", "show", "privacy-2.0", "--json");
        var export = await RunAsync(host, service, "notices", "export", "privacy-2.0", "--reminder");
        var proof = await RunAsync(host, service, "notices", "proof", "privacy-2.0", "--reminder");
        var person = await RunAsync(host, service, "recipients", "show", journey.People[1].Id.Value);
        var stop = await RunAsync(host, service, "notices", "stop-reminder", "privacy-2.0", "--by", "Nora Daly", "--why", "Too late.");

        Assert.Contains("Reminder of 2026-04-03", planned.Output, StringComparison.Ordinal);
        Assert.Contains("2026-03-27 08:00 UTC", planned.Output, StringComparison.Ordinal);
        Assert.Matches("reminded +2\n", sent.Output);
        Assert.Contains("1 (they object, or mail no longer reaches them)", sent.Output, StringComparison.Ordinal);
        Assert.Equal("sent", json.Json.GetProperty("reminders")[0].GetProperty("state").GetString());
        Assert.Equal(4, export.Output.Trim().Split('\n').Length);
        Assert.Contains("Not reminded: the person objected.", export.Output, StringComparison.Ordinal);
        Assert.Contains("Subject: Example Ltd: reminder: Privacy Policy changes on 3 April 2026", proof.Output, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 11:00 UTC, reminded 2026-03-27 08:00 UTC", person.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, stop.ExitCode);
        Assert.Contains("is over: there is nothing left to stop", stop.Error, StringComparison.Ordinal);
    }

    private static Task<CliRun> RunAsync(TestHost host, TestService service, params string[] command) => CliRun.InAsync(
        service.Folder,
        new Dictionary<string, string> { ["POLICYNOTIFY_URL"] = host.Client.BaseAddress!.ToString(), ["POLICYNOTIFY_API_KEY"] = service.ApiKey },
        command,
        Cancellation);

    private static async Task<ReminderView> PostAsync(HttpClient client, string decision)
    {
        using var response = await client.PostAsync($"/api/notices/privacy-2.0/reminders/{decision}", Body(), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonSerializer.Deserialize<ReminderView>(await response.Content.ReadAsStringAsync(Cancellation), PolicyNotifyJson.Compact)!;
    }

    private static StringContent Body() => new(Decision, Encoding.UTF8, "application/json");
}
