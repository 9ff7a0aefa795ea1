using System.Net;
using System.Net.Http.Json;
using MimeKit;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Functions;

public sealed class NoticeDecisionFunctionTests(AzuriteFixture azurite)
{
    private static readonly object Body = new { by = "Nora Daly", why = "Because." };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_decision_has_an_address_and_answers_the_notice_or_says_why_not()
    {
        await using var service = await new ServiceBuilder(azurite).With("Notices:RequireApproval", "true").StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        Assert.Equal(NoticeState.Held, (await DecideAsync(client, "hold", Body)).State);
        Assert.Equal(NoticeState.AwaitingApproval, (await DecideAsync(client, "resume", Body)).State);
        Assert.Equal(NoticeState.AwaitingApproval, (await DecideAsync(client, "retry", Body)).State);
        Assert.Equal(
            new DateOnly(2026, 6, 1),
            (await DecideAsync(client, "postpone", new { by = "Nora Daly", why = "Because.", effectiveOn = "2026-06-01" })).EffectiveOn);
        var approved = await DecideAsync(client, "approve", Body);
        Assert.Equal(("Nora Daly", "key:tests"), (approved.Approval!.By, approved.Approval.Actor));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(client, "release", Body)).StatusCode);
        Assert.Equal(NoticeState.Cancelled, (await DecideAsync(client, "cancel", Body)).State);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(client, "hold", Body)).StatusCode);
    }

    [Fact]
    public async Task The_proof_is_a_mail_that_only_a_key_holder_may_read()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("api/notices/privacy-2.0/proof", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("api/notices/privacy-9.0/proof", Cancellation)).StatusCode);
        using var mail = await MimeMessage.LoadAsync(await client.GetStreamAsync("api/notices/privacy-2.0/proof", Cancellation), Cancellation);

        Assert.Equal("Example Ltd: Privacy Policy changes on 3 April 2026", mail.Subject);
        Assert.Contains("Dear Sample Recipient,", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, mail.Attachments.Count());
    }

    [Theory]
    [InlineData("hold")]
    [InlineData("resume")]
    [InlineData("retry")]
    [InlineData("release")]
    [InlineData("approve")]
    [InlineData("cancel")]
    [InlineData("postpone")]
    public async Task A_decision_needs_a_key_and_says_who_and_why(string decision)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(host.Client, decision, Body)).StatusCode);
        var refused = await PostAsync(client, decision, new { by = "nora@example.com", effectiveOn = "2026-06-01" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var problem = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("\"field\":\"by\"", problem.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"field\":\"why\"", problem.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("nora@example.com", problem, StringComparison.Ordinal);
    }

    private static async Task<NoticeView> DecideAsync(HttpClient client, string decision, object body)
    {
        var answer = await PostAsync(client, decision, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        return (await answer.Content.ReadFromJsonAsync<NoticeView>(PolicyNotifyJson.Compact, Cancellation))!;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string decision, object body) =>
        client.PostAsJsonAsync($"api/notices/{NoticeJourney.Second}/{decision}", body, PolicyNotifyJson.Compact, Cancellation);
}
