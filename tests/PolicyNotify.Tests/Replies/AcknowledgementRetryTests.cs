using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Acknowledging;
using PolicyNotify.Replies.Records;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies;

/// <summary>What follows when the mail system does not take an acknowledgement.</summary>
public sealed class AcknowledgementRetryTests(AzuriteFixture azurite)
{
    private const int Attempts = 13;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_of_the_message_is_not_repeated_before_its_wait_is_over()
    {
        var transport = new ScriptedTransport((_, call) => call < 3 ? MailOutcome.MessageRefused("552 5.3.4 Too large") : MailOutcome.Accepted(null));
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var refusing = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));

        await CollectAsync(refusing);
        await CollectAsync(refusing);
        Assert.Single(transport.Given);

        var first = await NextAsync(journey);
        Assert.InRange(first - service.Clock.GetUtcNow(), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.25));
        service.Clock.SetUtcNow(first.AddMilliseconds(-1));
        await CollectAsync(refusing);
        Assert.Single(transport.Given);
        service.Clock.SetUtcNow(first);
        await CollectAsync(refusing);
        Assert.Equal(2, transport.Given.Count);

        var second = await NextAsync(journey);
        Assert.InRange(second - first, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6.25));
        service.Clock.SetUtcNow(second);
        await CollectAsync(refusing);
        await CollectAsync(refusing);

        Assert.Equal(3, transport.Given.Count);
        var acknowledgement = Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement;
        Assert.Equal((AcknowledgementState.Sent, 3), (acknowledgement.State, acknowledgement.Attempts));
        Assert.Empty(await service.Get<ReplyStore>().ReadMarkedAsync(ReplyMarks.Unfinished, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task After_days_it_is_given_up_legal_is_told_once_and_nothing_is_tried_again()
    {
        var transport = new ScriptedTransport((mail, _) => IsAnswer(mail) ? MailOutcome.MessageRefused("550 5.7.1 Content refused") : MailOutcome.Accepted(null));
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var refusing = await new ServiceBuilder(azurite).Beside(service).With("Mail:LegalAddress", "legal@example.com").WithServices(transport.Replace).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        var start = service.Clock.GetUtcNow();

        await TryAllAsync(journey, refusing);
        service.Clock.Advance(TimeSpan.FromDays(30));
        await CollectAsync(refusing);

        var acknowledgement = Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement;
        Assert.Equal((AcknowledgementState.GivenUp, Attempts, "550 5.7.1 Content refused"), (acknowledgement.State, acknowledgement.Attempts, acknowledgement.Detail));
        Assert.InRange(acknowledgement.At!.Value - start, TimeSpan.FromDays(4), TimeSpan.FromDays(5.2));
        Assert.Equal(Attempts, transport.Given.Count(IsAnswer));
        var told = Assert.Single(transport.Given, mail => mail.To.Address == "legal@example.com");
        Assert.Contains(journey.Notices.Person(1).Id.Value, told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("person1@", told.Text, StringComparison.Ordinal);
        Assert.Equal("GivenUp", Assert.Single(await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation), entry => entry.Action == "objection.acknowledged").Details["outcome"]);
    }

    [Fact]
    public async Task While_legal_cannot_be_told_either_it_is_not_given_up()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Stopped("535 5.7.8 Authentication failed"));
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var stopped = await new ServiceBuilder(azurite).Beside(service).With("Mail:LegalAddress", "legal@example.com").WithServices(transport.Replace).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));

        await TryAllAsync(journey, stopped);
        Assert.Equal(service.Clock.GetUtcNow().AddDays(1), await NextAsync(journey));
        service.Clock.Advance(TimeSpan.FromDays(1));
        await journey.CollectAsync(Cancellation);

        Assert.Single(journey.Acknowledgements());
        Assert.Equal(AcknowledgementState.Sent, Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement.State);
    }

    [Fact]
    public async Task What_the_mail_system_asks_for_is_obeyed()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.TryLater("450 4.2.1") with { RetryAfter = TimeSpan.FromHours(2) });
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var busy = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));

        await CollectAsync(busy);

        Assert.Equal(service.Clock.GetUtcNow().AddHours(2), await NextAsync(journey));
        Assert.True(await service.Get<AnswerLimits>().TryCountAsync(journey.Notices.Person(1).Id, PolicyNotify.Notices.NoticeId.Parse("terms-2.0"), service.Clock.GetUtcNow(), 1, Cancellation));
    }

    [Fact]
    public async Task A_further_mail_of_the_person_does_not_shorten_the_wait()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.MessageRefused("552 5.3.4 Too large"));
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var refusing = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        await CollectAsync(refusing);
        journey.Drop("two.eml", journey.Answer(journey.Notices.Person(1), $"As I wrote: {ReplyJourney.Objection}"));

        await CollectAsync(refusing);

        Assert.Single(transport.Given);
        Assert.Equal(2, Assert.Single(await journey.ObjectionsAsync(Cancellation)).Replies.Count);
    }

    [Fact]
    public async Task An_answer_that_was_not_taken_is_not_counted_and_two_at_once_are_not_both_the_last_allowed_one()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var (limits, person, now) = (service.Get<AnswerLimits>(), journey.Notices.Person(1).Id, service.Clock.GetUtcNow());
        var notices = Enumerable.Range(2, 6).Select(version => PolicyNotify.Notices.NoticeId.Parse($"terms-{version}.0")).ToList();

        var taken = await Task.WhenAll(notices.Select(notice => limits.TryCountAsync(person, notice, now, 1, Cancellation)));
        var counted = notices[Array.IndexOf(taken, true)];
        Assert.Single(taken, one => one);
        Assert.True(await limits.TryCountAsync(person, counted, now, 1, Cancellation));
        await limits.ForgetAsync(person, counted, now, Cancellation);

        Assert.True(await limits.TryCountAsync(person, notices.First(notice => notice != counted), now, 1, Cancellation));
    }

    private static bool IsAnswer(OutgoingMail mail) => mail.To.Address == "person1@example.net";

    private static async Task TryAllAsync(ReplyJourney journey, TestService service)
    {
        await CollectAsync(service);
        for (var attempt = 2; attempt <= Attempts; attempt++)
        {
            service.Clock.SetUtcNow(await NextAsync(journey));
            await CollectAsync(service);
        }
    }

    private static Task CollectAsync(TestService service) => service.Get<ReplyCollector>().CollectAsync(Cancellation);

    private static async Task<DateTimeOffset> NextAsync(ReplyJourney journey) => Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement.NextAttemptAt!.Value;
}
