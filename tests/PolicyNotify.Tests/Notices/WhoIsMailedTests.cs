using PolicyNotify.Notices;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class WhoIsMailedTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_minor_version_never_creates_a_mail()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 3, verified: true, Cancellation);
        await journey.PublishAsync(PolicyTextsForTests.First, Cancellation);
        var minor = await journey.PublishAsync(PolicyTextsForTests.SecondButMinor, Cancellation);
        Assert.Equal(Changes.Significance.Minor, minor.Significance);

        await service.Get<NoticeService>().PlanAsync(new VersionNudge(minor.Document, minor.Number).Write(), Cancellation);
        await journey.MailEverybodyAsync(Cancellation);

        Assert.Empty(journey.Outbox());
        Assert.Empty(await service.Get<NoticeDirectory>().ListAsync(Cancellation));
    }

    [Fact]
    public async Task An_unverified_address_never_gets_a_notice_and_has_no_delivery_but_is_counted()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var unverified = await journey.AddPeopleAsync(10, 3, verified: false, Cancellation);
        await journey.PublishBothAsync(Cancellation);

        await journey.MailEverybodyAsync(Cancellation);

        Assert.Equal(["person1@example.net", "person2@example.net"], journey.Outbox().Select(mail => mail.To.Mailboxes.Single().Address).Order());
        foreach (var person in unverified)
        {
            Assert.Null(await journey.DeliveryAsync(person, Cancellation));
        }

        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal(new NoticeCounts(2, 3, 2, 0, 0, 0, 0), view.Counts);
        Assert.Equal(NoticeState.Told, view.State);
    }

    [Fact]
    public async Task Nothing_goes_out_before_the_cooling_off_is_over()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        Assert.Equal(NoticeState.CoolingOff, (await journey.ViewAsync(Cancellation)).State);

        service.Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromTicks(1));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Empty(journey.Outbox());

        service.Clock.Advance(TimeSpan.FromTicks(1));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Single(journey.Outbox());
    }

    [Fact]
    public async Task Somebody_verified_after_mailing_started_gets_the_pending_notice_and_is_counted_apart()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);

        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await journey.AddPeopleAsync(3, 1, verified: true, Cancellation);
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Equal(3, journey.Outbox().Count);
        Assert.Equal(new NoticeCounts(3, 0, 3, 0, 0, 0, 1), (await journey.ViewAsync(Cancellation)).Counts);
    }

    [Fact]
    public async Task A_notice_is_planned_and_mailed_though_the_message_of_its_publication_was_lost()
    {
        await using var service = await new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);

        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Single(journey.Outbox());
    }

    [Fact]
    public async Task A_batch_message_that_is_lost_is_sent_again()
    {
        await using var service = await new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        Assert.NotEmpty(await journey.TakeMessagesAsync(Cancellation));

        await journey.SweepAsync(Cancellation);
        Assert.Empty(await journey.TakeMessagesAsync(Cancellation));

        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(2, journey.Outbox().Count);
    }

    [Fact]
    public async Task The_names_of_people_cannot_bring_markup_or_headers_into_a_mail()
    {
        await using var service = await new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var person = journey.Person(1, name: "Eve <b>\r\nBcc: all@example.net");
        await service.Get<RecipientStore>().UpsertManyAsync([person], Cancellation);
        await journey.PublishBothAsync(Cancellation);

        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        var mail = Assert.Single(journey.Outbox());
        Assert.Empty(mail.Bcc);
        Assert.Null(mail.Headers["Bcc"]);
        Assert.Contains("Dear Eve &lt;b&gt;", mail.HtmlBody, StringComparison.Ordinal);
    }
}
