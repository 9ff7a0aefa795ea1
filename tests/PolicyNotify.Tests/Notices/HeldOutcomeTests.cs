using Azure;
using Azure.Identity;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>Messages that were taken while storage could not be told.</summary>
public sealed class HeldOutcomeTests(AzuriteFixture azurite)
{
    private const int People = 60;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_sent_again_what_is_held_here_although_the_claim_has_run_out_and_whoever_waited_has_gone()
    {
        var outage = new WriteOutage();
        var transport = new ScriptedTransport((_, call) =>
        {
            outage.IsOn |= call == People / 2;
            return MailOutcome.Accepted(null);
        });
        await using var service = await new ServiceBuilder(azurite)
            .With("Publishing:CoolingOffMinutes", "0").With("Notices:SendConcurrency", "1")
            .WithServices(transport.Replace).WithServices(outage.Watch).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, People, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var message = Assert.Single(await journey.TakeMessagesAsync(Cancellation));
        var recorder = service.Get<PageRecorder>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        // The first worker cannot write down what it sent; the time limit of its function ends the waiting.
        var first = service.Get<NoticeMailer>().RunAsync(message, limit.Token);
        await outage.RefusedAsync(service, 2, first, Cancellation);
        await limit.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => first);
        var held = recorder.Held;
        Assert.InRange(held, 1, People / 2);

        // Claims run out, storage comes back, and the second worker is faster than the writing.
        service.Clock.Advance(TimeSpan.FromSeconds(301));
        await outage.RefusedAsync(service, 1, new TaskCompletionSource().Task, Cancellation);
        outage.IsOn = false;
        await service.Get<NoticeMailer>().RunAsync(message, Cancellation);
        Assert.Equal(held, recorder.Held);
        Assert.Equal(People, transport.Given.Count);

        while (recorder.Held > 0)
        {
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }

        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(People, transport.Given.Count);
        Assert.Equal((NoticeState.Told, (long)People), ((await journey.ViewAsync(Cancellation)).State, (await journey.ViewAsync(Cancellation)).Counts.Accepted));
    }

    [Theory]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("404")]
    [InlineData("no token")]
    [InlineData("no identity")]
    public async Task What_storage_does_not_take_for_a_reason_that_may_pass_is_held_until_it_does(string reason)
    {
        var (service, journey, outage, transport) = await StartAsync(() => reason switch
        {
            "no token" => new AuthenticationFailedException("The identity gets no token."),
            "no identity" => new CredentialUnavailableException("There is no identity."),
            _ => new RequestFailedException(int.Parse(reason, System.Globalization.CultureInfo.InvariantCulture), "Not now."),
        });
        await using var ending = service;
        var run = service.Get<NoticeMailer>().RunAsync(Assert.Single(await journey.TakeMessagesAsync(Cancellation)), Cancellation);
        await outage.RefusedAsync(service, 3, run, Cancellation);
        Assert.InRange(service.Get<PageRecorder>().Held, 1, People / 2);

        outage.IsOn = false;
        await UntilAsync(service, () => run.IsCompleted);
        await run;

        await AssertToldOnceAsync(service, journey, transport);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task What_storage_calls_wrong_in_itself_is_not_held(int status)
    {
        var (service, journey, _, _) = await StartAsync(() => new RequestFailedException(status, "Not so."));
        await using var ending = service;
        var message = Assert.Single(await journey.TakeMessagesAsync(Cancellation));

        await Assert.ThrowsAsync<RequestFailedException>(() => service.Get<NoticeMailer>().RunAsync(message, Cancellation));

        Assert.Equal(0, service.Get<PageRecorder>().Held);
    }

    [Fact]
    public async Task A_storage_that_stays_away_does_not_keep_a_batch_beyond_the_time_of_a_function_and_nothing_is_lost()
    {
        var (service, journey, outage, transport) = await StartAsync(() => new RequestFailedException(503, "Storage is away."));
        await using var ending = service;
        var recorder = service.Get<PageRecorder>();
        var run = service.Get<NoticeMailer>().RunAsync(Assert.Single(await journey.TakeMessagesAsync(Cancellation)), Cancellation);
        await outage.RefusedAsync(service, 1, run, Cancellation);
        var (held, begun) = (recorder.Held, service.Clock.GetUtcNow());
        await UntilAsync(service, () => run.IsCompleted || service.Clock.GetUtcNow() - begun > TimeSpan.FromMinutes(5));
        await Task.WhenAny(run, Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation));
        Assert.True(run.IsCompleted);
        Assert.True(recorder.Held >= held);
        await run.ContinueWith(_ => { }, TaskScheduler.Default);

        outage.IsOn = false;
        await UntilAsync(service, () => recorder.Held == 0);

        await AssertToldOnceAsync(service, journey, transport);
    }

    private async Task<(TestService Service, NoticeJourney Journey, WriteOutage Outage, ScriptedTransport Transport)> StartAsync(Func<Exception> failure)
    {
        var outage = new WriteOutage { Failure = failure };
        var transport = new ScriptedTransport((_, call) =>
        {
            outage.IsOn |= call == People / 2;
            return MailOutcome.Accepted(null);
        });
        var service = await new ServiceBuilder(azurite)
            .With("Publishing:CoolingOffMinutes", "0").With("Notices:SendConcurrency", "1")
            .WithServices(transport.Replace).WithServices(outage.Watch).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, People, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        return (service, journey, outage, transport);
    }

    private static async Task AssertToldOnceAsync(TestService service, NoticeJourney journey, ScriptedTransport transport)
    {
        service.Clock.Advance(TimeSpan.FromMinutes(15));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(People, transport.TimesByAddress.Count);
        Assert.Equal(People, transport.Given.Count);
        Assert.Equal(People, (await journey.ViewAsync(Cancellation)).Counts.Accepted);
    }

    private static async Task UntilAsync(TestService service, Func<bool> isSo)
    {
        while (!isSo())
        {
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }
    }
}
