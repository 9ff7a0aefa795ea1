using PolicyNotify.Mail;
using PolicyNotify.Replies;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies;

/// <summary>A mail system answers, but takes a minute over every mail.</summary>
public sealed class SlowRunTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_left_undone_keeps_no_new_mail_waiting_and_all_of_it_gets_its_turn()
    {
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder, people: 7, Cancellation);
        await using var service = journey.Service;
        var slowness = TimeSpan.Zero;
        var transport = new ScriptedTransport((_, _) =>
        {
            service.Clock.Advance(slowness);
            return MailOutcome.TryLater("busy");
        });
        await using var slow = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        for (var person = 1; person <= 6; person++)
            journey.Drop($"{person}.eml", journey.Answer(journey.Notices.Person(person), ReplyJourney.Objection));
        await slow.Get<ReplyCollector>().CollectAsync(Cancellation);
        Assert.Equal(6, transport.Given.Count);
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        slowness = TimeSpan.FromMinutes(1);
        journey.Drop("new.eml", journey.Answer(journey.Notices.Person(7), ReplyJourney.Objection));
        var began = service.Clock.GetUtcNow();

        await slow.Get<ReplyCollector>().CollectAsync(Cancellation);
        Assert.Equal(7, (await journey.ObjectionsAsync(Cancellation)).Count);
        Assert.InRange(service.Clock.GetUtcNow() - began, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4));

        for (var run = 0; run < 4; run++)
            await slow.Get<ReplyCollector>().CollectAsync(Cancellation);
        Assert.Equal(7, transport.Given.Skip(6).Select(mail => mail.Headers["In-Reply-To"]).Distinct().Count());
    }

    [Fact]
    public async Task After_two_minutes_a_run_takes_no_further_file()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var transport = new ScriptedTransport((_, _) =>
        {
            service.Clock.Advance(TimeSpan.FromMinutes(1));
            return MailOutcome.Accepted(null);
        });
        await using var slow = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        foreach (var person in new[] { 1, 2, 3 })
            journey.Drop($"{person}.eml", journey.Answer(journey.Notices.Person(person), ReplyJourney.Objection));

        await slow.Get<ReplyCollector>().CollectAsync(Cancellation);
        Assert.Equal("3.eml", Path.GetFileName(Assert.Single(Directory.GetFiles(service.Inbox))));
        await slow.Get<ReplyCollector>().CollectAsync(Cancellation);

        Assert.Equal(3, (await journey.ObjectionsAsync(Cancellation)).Count);
    }
}
