using System.Diagnostics;
using System.Net;
using System.Text;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.HandingOn;

/// <summary>The receiver that docs/webhooks.md shows to integrators, run as it stands there.</summary>
public sealed class SampleReceiverTests(AzuriteFixture azurite)
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_published_receiver_takes_our_events_once_and_refuses_everybody_elses()
    {
        var folder = Directory.CreateTempSubdirectory("policynotify-receiver-");
        var script = Path.Combine(folder.FullName, "receiver.mjs");
        await File.WriteAllTextAsync(script, await SampleAsync(), Cancellation);
        using var node = Start(script);
        try
        {
            var port = (await node.StandardOutput.ReadLineAsync(Cancellation))!["listening on ".Length..];
            var address = new Uri($"http://127.0.0.1:{port}/hooks");
            var replies = await ReplyJourney.StartAsync(
                azurite,
                builder => builder.WithEndpoint("accounts", address, Secret),
                Cancellation);
            await using var service = replies.Service;
            var person = replies.Notices.Person(1);
            await service.Get<PolicyNotify.Recipients.RecipientStore>().UpsertManyAsync([person with { AccountId = "account-1" }], Cancellation);
            replies.Drop("one.eml", replies.Answer(person, ReplyJourney.Objection));
            await replies.CollectAsync(Cancellation);

            // The sample reads the machine's clock, as it would in real life.
            service.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
            await service.Get<WebhookDelivery>().RunAsync(Cancellation);

            Assert.Equal("recorded account-1 in time", await node.StandardOutput.ReadLineAsync(Cancellation));
            var view = Assert.Single(await service.Get<WebhookDirectory>().ListAsync(null, Cancellation));
            Assert.Equal("It answered 204.", view.LastOutcome);

            await service.Get<WebhookDirectory>().RedeliverAsync(view.Id, null, PolicyNotify.Evidence.Actor.Key("tests"), Cancellation);
            await service.Get<WebhookDelivery>().RunAsync(Cancellation);
            Assert.Equal(WebhookState.Delivered, Assert.Single(await service.Get<WebhookDirectory>().ListAsync(null, Cancellation)).State);

            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(address, "{}", "{}", TimeSpan.Zero, knownId: view.Id));
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(address, "{}", """{"type": "forged"}""", TimeSpan.Zero));
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(address, "{}", "{}", TimeSpan.FromMinutes(-6)));
            node.Kill();

            // The event that came a second time was not handled a second time.
            Assert.Equal("", await node.StandardOutput.ReadToEndAsync(Cancellation));
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(Uri address, string signed, string sent, TimeSpan age, string knownId = "msg_other")
    {
        var at = TimeProvider.System.GetUtcNow() + age;
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(sent) };
        request.Headers.Add("webhook-id", knownId);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of([Secret], knownId, at, Encoding.UTF8.GetBytes(signed)));
        using var response = await client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private static async Task<string> SampleAsync()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AzuriteFixture.Repository, "docs", "webhooks.md"), Cancellation);
        var start = page.IndexOf("```js\n", StringComparison.Ordinal) + "```js\n".Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static Process Start(string script)
    {
        var start = new ProcessStartInfo("node", [script]) { RedirectStandardOutput = true };
        start.Environment["WEBHOOK_SECRET"] = Secret;
        start.Environment["PORT"] = "0";
        return Process.Start(start)!;
    }
}
