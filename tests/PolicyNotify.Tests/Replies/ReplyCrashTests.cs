using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies;

public sealed class ReplyCrashTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_crash_after_any_step_loses_nothing_and_repeats_nothing(int steps)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var mail = journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection);
        journey.Drop("one.eml", mail);
        await PlayUntilCrashAsync(service, Encoding.UTF8.GetBytes(mail), steps);
        var crashedAt = service.Clock.GetUtcNow();
        service.Clock.Advance(TimeSpan.FromMinutes(5));

        await using var restarted = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        await restarted.Get<ReplyCollector>().CollectAsync(Cancellation);

        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(steps >= 2 ? crashedAt : service.Clock.GetUtcNow(), objection.ReceivedAt);
        Assert.Single(objection.Replies);
        Assert.Equal(AcknowledgementState.Sent, objection.Acknowledgement.State);
        Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Single(journey.Acknowledgements());
        Assert.Empty(Directory.GetFiles(service.Inbox));
        var entries = await EntriesAsync(service);
        Assert.Single(entries, entry => entry.Action == "reply.judged");
        Assert.Single(entries, entry => entry.Action == "objection.recorded");
    }

    [Fact]
    public async Task A_crash_while_the_answer_is_sent_sends_the_same_answer_after_a_while()
    {
        var transport = new CrashingTransport();
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var crashing = await new ServiceBuilder(azurite).Beside(service)
            .WithServices(services => services.RemoveAll<IMailTransport>().AddSingleton<IMailTransport>(transport))
            .StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        await Assert.ThrowsAsync<InvalidOperationException>(() => crashing.Get<ReplyCollector>().CollectAsync(Cancellation));

        await journey.CollectAsync(Cancellation);
        Assert.Empty(journey.Acknowledgements());
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await journey.CollectAsync(Cancellation);

        var answer = Assert.Single(journey.Acknowledgements());
        Assert.Equal(Assert.Single(transport.MessageIds), answer.MessageId);
    }

    [Fact]
    public async Task A_crash_between_the_answer_and_its_entry_leaves_the_entry_to_the_next_run()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(1);
        await PlayUntilCrashAsync(service, Encoding.UTF8.GetBytes(journey.Answer(person, ReplyJourney.Objection)), 4);
        await service.Get<ObjectionStore>().ChangeAsync(
            NoticeJourney.Second, person.Id, before => before! with { Acknowledgement = new(AcknowledgementState.Sent, service.Clock.GetUtcNow(), null) }, Cancellation);

        await journey.CollectAsync(Cancellation);

        Assert.Empty(journey.Acknowledgements());
        Assert.Single(await EntriesAsync(service), entry => entry.Action == "objection.acknowledged");
    }

    [Fact]
    public async Task A_crash_between_an_import_and_its_entry_is_made_good_by_the_same_import()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        using var mail = new MemoryStream(Encoding.UTF8.GetBytes(journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection)));
        await service.Get<ReplyIntake>().KeepAsync(new(mail, new("import")), Cancellation);
        await journey.CollectAsync(Cancellation);

        mail.Position = 0;
        var again = await service.Get<ReplyImport>().TakeAsync(mail, "one.eml", null, Actor.Key("legal"), Cancellation);

        Assert.False(again.IsNew);
        Assert.Equal("key:legal", Assert.Single(await EntriesAsync(service), entry => entry.Action == "reply.imported").Actor);
    }

    [Fact]
    public async Task An_answer_that_is_handed_over_while_the_service_shuts_down_is_not_sent_again()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        using var stop = new CancellationTokenSource();
        var transport = new ScriptedTransport(async (_, _) =>
        {
            await stop.CancelAsync();
            return MailOutcome.Accepted(null);
        });
        await using var stopping = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopping.Get<ReplyCollector>().CollectAsync(stop.Token));

        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await journey.CollectAsync(Cancellation);

        Assert.Single(transport.Given);
        Assert.Empty(journey.Acknowledgements());
        Assert.Equal(AcknowledgementState.Sent, Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement.State);
    }

    [Fact]
    public async Task An_answer_that_can_stand_in_no_mail_is_given_up_and_not_tried_for_ever()
    {
        var transport = new ScriptedTransport((mail, _) =>
            mail.Headers.Count > 0 ? throw new UnwritableMailException("A header contains a line break.") : MailOutcome.Accepted(null));
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var failing = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));

        await failing.Get<ReplyCollector>().CollectAsync(Cancellation);

        Assert.Equal(AcknowledgementState.Refused, Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement.State);
    }

    [Fact]
    public async Task An_objection_that_is_withdrawn_before_it_could_be_answered_is_not_answered()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var busy = await new ServiceBuilder(azurite).Beside(service)
            .WithServices(services => services.RemoveAll<IMailTransport>().AddSingleton<IMailTransport>(new BusyTransport()))
            .StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        await busy.Get<ReplyCollector>().CollectAsync(Cancellation);
        await service.Get<ObjectionDecisions>().WithdrawAsync(
            NoticeJourney.Second, journey.Notices.Person(1).Id, WithdrawalGround.Mistake, PersonDecision.Read("Nora Daly", "Sent by her son."), Actor.Key("legal"), Cancellation);

        service.Clock.Advance(TimeSpan.FromMinutes(2));
        await journey.CollectAsync(Cancellation);

        Assert.Empty(journey.Acknowledgements());
        Assert.Equal(ObjectionState.Withdrawn, Assert.Single(await journey.ObjectionsAsync(Cancellation)).State);
    }

    [Fact]
    public async Task An_answer_that_the_mail_system_puts_off_is_sent_by_a_later_run()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var busy = await new ServiceBuilder(azurite).Beside(service)
            .WithServices(services => services.RemoveAll<IMailTransport>().AddSingleton<IMailTransport>(new BusyTransport()))
            .StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        await busy.Get<ReplyCollector>().CollectAsync(Cancellation);
        Assert.Equal(AcknowledgementState.Due, Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement.State);

        service.Clock.Advance(TimeSpan.FromMinutes(2));
        await journey.CollectAsync(Cancellation);

        Assert.Single(journey.Acknowledgements());
    }

    [Fact]
    public async Task A_mail_that_fails_each_time_keeps_no_other_from_being_taken_in()
    {
        var transport = new ScriptedTransport((mail, _) =>
            mail.To.Address == "person1@example.net" ? throw new InvalidOperationException("This one never works.") : MailOutcome.Accepted(null));
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var failing = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        journey.Drop("1.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        journey.Drop("2.eml", journey.Answer(journey.Notices.Person(2), ReplyJourney.Objection));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Get<ReplyCollector>().CollectAsync(Cancellation));
        Assert.Equal(2, (await journey.ObjectionsAsync(Cancellation)).Count);

        // What was begun before fails again, and comes before what is new.
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        journey.Drop("3.eml", journey.Answer(journey.Notices.Person(3), ReplyJourney.Objection));
        await Assert.ThrowsAnyAsync<Exception>(() => failing.Get<ReplyCollector>().CollectAsync(Cancellation));

        Assert.Equal(3, (await journey.ObjectionsAsync(Cancellation)).Count);
    }

    private static async Task<IReadOnlyList<AuditEntry>> EntriesAsync(TestService service) =>
        await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation);

    private static async Task PlayUntilCrashAsync(TestService service, byte[] mail, int steps)
    {
        using var content = new MemoryStream(mail);
        var hash = await service.Get<RawMailStore>().StoreAsync(content, Cancellation);
        if (steps < 2)
            return;
        var now = service.Clock.GetUtcNow();
        var reply = await service.Get<ReplyStore>().AddAsync(new(ReplyId.Of(hash), hash, "folder", now, now, null, IsDone: false, null), Cancellation);
        if (steps < 3)
            return;
        content.Position = 0;
        var judged = await service.Get<ReplyAssessor>().AssessAsync(MailReader.Read(content, Cancellation), reply, Cancellation);
        await service.Get<ReplyStore>().UpdateAsync(reply with { Judged = judged }, Cancellation);
        if (steps < 4)
            return;
        await service.Get<ObjectionStore>().RecordAsync(
            new(judged.Match.Notice!, judged.Match.Recipient!, now, judged.Window!, [reply.Id], hash, judged.Judgement.Relied, "en", AcknowledgementRecord.Due, null), now, "system:replies", Cancellation);
    }

    private sealed class CrashingTransport : IMailTransport
    {
        public List<string> MessageIds { get; } = [];

        public string Name => "crashing";

        public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            MessageIds.Add(mail.MessageId);
            throw new InvalidOperationException("The process ends here.");
        }
    }

    private sealed class BusyTransport : IMailTransport
    {
        public string Name => "busy";

        public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => Task.FromResult(MailOutcome.TryLater("busy"));
    }
}
