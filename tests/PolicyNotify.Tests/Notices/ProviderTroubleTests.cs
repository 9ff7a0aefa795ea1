using PolicyNotify.Notices;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Mail;

namespace PolicyNotify.Tests.Notices;

/// <summary>A whole run against SendGrid on a bad day, over real connections.</summary>
public sealed class ProviderTroubleTests(AzuriteFixture azurite)
{
    private const int People = 200;
    private const int MostRounds = 60;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Throttling_errors_time_outs_resets_and_lost_answers_miss_nobody_and_repeat_only_what_may_have_been_lost(int seed)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        await using var service = await new ServiceBuilder(azurite)
            .With("Publishing:CoolingOffMinutes", "0")
            .With("Notices:SendConcurrency", "1")
            .With("Mail:Transport", "SendGrid")
            .With("Mail:SendGrid:ApiKey", SendGridStandIn.ApiKey)
            .With("Mail:SendGrid:Host", sendGrid.Address.ToString())
            .StartAsync(Cancellation);
        var random = new Random(seed);
        var troubles = new Dictionary<string, int> { ["429"] = 0, ["500"] = 0, ["time-out"] = 0, ["reset"] = 0, ["lost"] = 0 };
        var unanswered = new List<string>();
        sendGrid.Trouble = async context =>
        {
            switch (random.NextDouble())
            {
                case < 0.28:
                    troubles["429"]++;
                    await SendGridStandIn.ErrorAsync(context, 429, "too many requests", null);
                    return true;
                case < 0.30:
                    troubles["429"]++;
                    context.Response.Headers.RetryAfter = "600";
                    await SendGridStandIn.ErrorAsync(context, 429, "too many requests", null);
                    return true;
                case < 0.40:
                    troubles["500"]++;
                    await SendGridStandIn.ErrorAsync(context, 500, "internal error", null);
                    return true;
                case < 0.45:
                    // Nobody answers until the client has given up, 30 of its seconds later.
                    troubles["time-out"]++;
                    service.Clock.Advance(TimeSpan.FromSeconds(30));
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                    return true;
                case < 0.50:
                    troubles["reset"]++;
                    context.Abort();
                    return true;
                default:
                    return false;
            }
        };
        sendGrid.TakesAndDrops = _ =>
        {
            var drops = random.NextDouble() < 0.05;
            if (drops)
            {
                troubles["lost"]++;
                unanswered.Add(sendGrid.Accepted[^1].GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString()!);
            }

            return drops;
        };
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, People, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        for (var round = 0; (await journey.ViewAsync(Cancellation)).State is not NoticeState.Told; round++)
        {
            Assert.True(round < MostRounds, $"Not everybody was told: {await journey.ViewAsync(Cancellation)}");
            service.Clock.Advance(TimeSpan.FromHours(2));
            await journey.SweepAsync(Cancellation);
            await journey.MailAsync(Cancellation);
        }

        Assert.DoesNotContain(troubles, trouble => trouble.Value == 0);
        var taken = sendGrid.Accepted.GroupBy(mail => mail.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString()!).ToList();
        Assert.Equal(People, taken.Count);
        Assert.All(taken, person => Assert.Equal(1 + unanswered.Count(address => address == person.Key), person.Count()));
        Assert.All(taken, person => Assert.Single(person.Select(mail => mail.GetProperty("headers").GetProperty("Message-ID").GetString()).Distinct()));
        Assert.Equal(People, (await journey.ViewAsync(Cancellation)).Counts.Accepted);
    }
}
