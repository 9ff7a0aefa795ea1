using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        await outage.RefusedAsync(service, 2);
        await limit.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => first);
        var held = recorder.Held;
        Assert.InRange(held, 1, People / 2);

        // Claims run out, storage comes back, and the second worker is faster than the writing.
        service.Clock.Advance(TimeSpan.FromSeconds(301));
        await outage.RefusedAsync(service, 1);
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

    /// <summary>A storage that takes no transactions while it is on.</summary>
    private sealed class WriteOutage : HttpPipelinePolicy
    {
        private int refused;

        public volatile bool IsOn;

        public void Watch(IServiceCollection services) => services.RemoveAll<TableServiceClient>().AddSingleton(provider =>
        {
            var options = new TableClientOptions();
            options.AddPolicy(this, HttpPipelinePosition.PerCall);
            return new TableServiceClient(provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"], options);
        });

        /// <summary>Waits until so many more writes were refused, and lets time pass meanwhile so that they are tried again.</summary>
        public async Task RefusedAsync(TestService service, int times)
        {
            for (var enough = Volatile.Read(ref refused) + times; Volatile.Read(ref refused) < enough;)
            {
                service.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
            }
        }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (IsOn && message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref refused);
                throw new RequestFailedException(503, "Storage is away.");
            }

            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }
}
