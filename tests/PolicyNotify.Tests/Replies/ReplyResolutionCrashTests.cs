using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies;

public sealed class ReplyResolutionCrashTests(AzuriteFixture azurite)
{
    private static readonly ReplyDecision Decision = ReplyDecision.Read("objection", "Nora Daly", "It was hers.", null, null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_crash_after_any_step_of_a_resolution_loses_nothing_and_repeats_nothing(int steps)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await ReplyResolutionTests.WaitingAsync(journey);
        var receivedAt = service.Clock.GetUtcNow();
        await PlayUntilCrashAsync(journey, id, steps);
        service.Clock.Advance(TimeSpan.FromMinutes(5));

        await using var restarted = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        await restarted.Get<ReplyCollector>().CollectAsync(Cancellation);
        await restarted.Get<ReplyResolver>().ResolveAsync(id, Decision, Actor.Key("legal"), Cancellation);

        await AssertDoneOnceAsync(journey, receivedAt);
    }

    [Fact]
    public async Task A_crash_while_the_acknowledgement_is_sent_is_made_good_by_the_next_collection()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var crashing = await new ServiceBuilder(azurite).Beside(service)
            .WithServices(services => services.RemoveAll<IMailTransport>().AddSingleton<IMailTransport>(new CrashingTransport()))
            .StartAsync(Cancellation);
        var id = await ReplyResolutionTests.WaitingAsync(journey);
        var receivedAt = service.Clock.GetUtcNow();
        await Assert.ThrowsAsync<InvalidOperationException>(() => crashing.Get<ReplyResolver>().ResolveAsync(id, Decision, Actor.Key("legal"), Cancellation));
        service.Clock.Advance(TimeSpan.FromMinutes(10));

        await journey.CollectAsync(Cancellation);

        await AssertDoneOnceAsync(journey, receivedAt);
    }

    private static async Task AssertDoneOnceAsync(ReplyJourney journey, DateTimeOffset receivedAt)
    {
        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(receivedAt, objection.ReceivedAt);
        Assert.Single(objection.Replies);
        Assert.Equal(AcknowledgementState.Sent, objection.Acknowledgement.State);
        Assert.Single(journey.Acknowledgements());
        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Single(reply.Resolutions);
        Assert.False(reply.NeedsReview);
        var actions = await journey.Service.Get<AuditLog>().ReadAsync(0, null, Cancellation).Select(entry => entry.Action).ToListAsync(Cancellation);
        Assert.Single(actions, action => action == "reply.resolved");
        Assert.Single(actions, action => action == "objection.recorded");
        Assert.Single(actions, action => action == "objection.acknowledged");
    }

    private static async Task PlayUntilCrashAsync(ReplyJourney journey, ReplyId id, int steps)
    {
        var service = journey.Service;
        var now = service.Clock.GetUtcNow();
        var reply = (await service.Get<ReplyStore>().FindAsync(id, Cancellation))!;
        var judged = reply.Judged!;
        var resolution = new ReplyResolution(ResolvedKind.Objection, "Nora Daly", "It was hers.", now, "key:legal", NoticeJourney.Second, judged.Match.Recipient, judged.Window);
        reply = await service.Get<ReplyStore>().UpdateAsync(reply with { Resolutions = [resolution], IsDone = false }, Cancellation);
        if (steps < 2)
            return;
        await service.Get<AuditLog>().AppendAsync(ReplyEvents.Resolved(reply, resolution), Cancellation);
        if (steps < 3)
            return;
        await service.Get<ObjectionStore>().RecordAsync(
            new(NoticeJourney.Second, judged.Match.Recipient!, reply.ReceivedAt, judged.Window!, [id], reply.RawHash, judged.Judgement.Relied, "en", AcknowledgementRecord.Due, null),
            resolution.At,
            resolution.Actor,
            Cancellation);
    }

    private sealed class CrashingTransport : IMailTransport
    {
        public string Name => "crashing";

        public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => throw new InvalidOperationException("The process ends here.");
    }
}
