using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class NoticeViewTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_mailing_is_under_way_the_view_counts_everybody_who_is_still_to_be_told()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await new ServiceBuilder(azurite)
            .With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 700, verified: true, Cancellation);
        await journey.AddPeopleAsync(701, 100, verified: false, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var messages = await journey.TakeMessagesAsync(Cancellation);
        Assert.Equal(2, messages.Count);
        AssertCounts(await journey.ViewAsync(Cancellation), told: 0);

        await service.Get<NoticeMailer>().RunAsync(messages[0], Cancellation);

        var told = transport.Given.Count;
        Assert.InRange(told, 1, 699);
        var underWay = await journey.ViewAsync(Cancellation);
        AssertCounts(underWay, told);
        Assert.Equal(NoticeState.Mailing, underWay.State);

        await service.Get<NoticeMailer>().RunAsync(messages[1], Cancellation);

        var done = await journey.ViewAsync(Cancellation);
        AssertCounts(done, told: 700);
        Assert.Equal(NoticeState.Told, done.State);

        // Somebody verified afterwards whose delivery is put off: the partition is outstanding again.
        var store = service.Get<NoticeStore>();
        var partition = (await store.PartitionsAsync(NoticeJourney.Second, Cancellation))[0];
        var counts = partition.Counts.Plus(NoticeCounts.None with { Verified = 1, Pending = 1, Later = 1 });
        await store.RecordPassAsync(NoticeJourney.Second, partition, partition with { Counts = counts }, Cancellation);

        Assert.Equal(NoticeState.Mailing, (await journey.ViewAsync(Cancellation)).State);
    }

    private static void AssertCounts(NoticeView view, int told) =>
        Assert.Equal(new NoticeCounts(Verified: 700, Unverified: 100, Accepted: told, Refused: 0, Pending: 700 - told, Unknown: 0, Later: 0), view.Counts);
}
