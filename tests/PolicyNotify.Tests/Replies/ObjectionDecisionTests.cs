using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;
using PolicyNotify.Tests.Replies.HandingOn;

namespace PolicyNotify.Tests.Replies;

public sealed class ObjectionDecisionTests(AzuriteFixture azurite)
{
    private static readonly Actor Legal = Actor.Key("legal");
    private static readonly PersonDecision Why = PersonDecision.Read("Nora Daly", "She only asked, says nick@example.org.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_takes_an_objection_back_waits_for_review_and_resolved_as_withdrawal_it_ends_the_objection()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var person = journey.Person(1);
        await journey.ObjectAsync(person, Cancellation);
        var mail = await AnswerAcknowledgementAsync(journey, "Please ignore my last mail. I would like to keep my account.");
        Assert.True(mail.NeedsReview);
        Assert.Equal((PolicyNotify.Replies.Matching.MatchBasis.Token, person.Id), (mail.Basis, mail.Recipient));
        Assert.Equal(ObjectionState.Recorded, (await SingleAsync(journey)).State);
        journey.Service.Clock.Advance(TimeSpan.FromDays(1));

        await ResolveAsync(journey, mail.Id, "withdrawal");
        await ResolveAsync(journey, mail.Id, "withdrawal");
        await journey.DeliverAsync(Cancellation);

        var objection = await SingleAsync(journey);
        Assert.Equal(ObjectionState.Withdrawn, objection.State);
        var step = objection.Changes[^1];
        Assert.Equal((2, WithdrawalGround.Person, mail.Id, "Nora Daly", "key:legal"), (step.Number, step.Because, step.Reply, step.By, step.Actor));
        Assert.Single(objection.Words, word => word.Contains("close my account", StringComparison.Ordinal));
        var told = journey.Receiver.Events.Single(one => one.Type == "com.policynotify.objection.withdrawn");
        Assert.Equal(("withdrawn", "person", 2), (told.Data.GetProperty("state").GetString(), told.Data.GetProperty("withdrawnBecause").GetString(), told.Data.GetProperty("change").GetInt32()));
        var entry = Assert.Single(await AuditAsync(journey.Service), entry => entry.Action == "objection.withdrawn");
        Assert.Equal("key:legal", entry.Actor);
        Assert.Equal(mail.Id.Value, entry.Details["reply"]);
        Assert.Single(journey.Replies.Acknowledgements());
    }

    [Fact]
    public async Task An_objection_recorded_by_mistake_is_ended_with_who_and_why_and_stays_on_record()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var person = journey.Person(1);
        await journey.ObjectAsync(person, Cancellation);

        await WithdrawAsync(journey, WithdrawalGround.Mistake);
        var again = await journey.Service.Get<ObjectionDecisions>().WithdrawAsync(
            NoticeJourney.Second, person.Id, WithdrawalGround.Person, PersonDecision.Read("Somebody Else", "Me too."), Legal, Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal(2, again.Changes.Count);
        Assert.Equal(("Nora Daly", WithdrawalGround.Mistake), (again.Changes[^1].By, again.Changes[^1].Because));
        Assert.Equal("mistake", journey.Receiver.Events.Single(told => told.Type.EndsWith("withdrawn", StringComparison.Ordinal)).Data.GetProperty("withdrawnBecause").GetString());
        var facts = (await AuditAsync(journey.Service)).SelectMany(entry => entry.Details.Values).ToList();
        Assert.DoesNotContain(facts, fact => fact.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withdrawn_objection_can_be_restored_as_it_was_received()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);
        var received = (await SingleAsync(journey)).ReceivedAt;
        await WithdrawAsync(journey, WithdrawalGround.Mistake);
        journey.Service.Clock.Advance(TimeSpan.FromDays(3));

        var restored = await journey.Service.Get<ObjectionDecisions>().RestoreAsync(NoticeJourney.Second, journey.Person(1).Id, Why, Legal, Cancellation);
        await journey.DeliverAsync(Cancellation);

        Assert.Equal((ObjectionState.Recorded, received), (restored.State, restored.ReceivedAt));
        Assert.Equal([1, 2, 3], journey.Receiver.Events.Select(told => told.Data.GetProperty("change").GetInt32()).Order());
        Assert.Single(await AuditAsync(journey.Service), entry => entry.Action == "objection.restored");
    }

    [Fact]
    public async Task Whoever_objects_again_after_withdrawing_objects_from_that_mail_on()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var person = journey.Person(1);
        await journey.ObjectAsync(person, Cancellation);
        await WithdrawAsync(journey, WithdrawalGround.Person);
        journey.Service.Clock.Advance(TimeSpan.FromDays(2));

        await journey.ObjectAsync(person, Cancellation, "I do not accept the changes. Please close my account.");
        await journey.DeliverAsync(Cancellation);

        var objection = await SingleAsync(journey);
        Assert.Equal(ObjectionState.Recorded, objection.State);
        Assert.Equal(journey.Service.Clock.GetUtcNow(), objection.ReceivedAt);
        Assert.Equal(
            [ObjectionChangeKind.Recorded, ObjectionChangeKind.Withdrawn, ObjectionChangeKind.Recorded], objection.Changes.Select(change => change.Kind));
        Assert.Equal(2, journey.Receiver.Events.Count(told => told.Type == "com.policynotify.objection.recorded"));
    }

    [Fact]
    public async Task A_withdrawal_that_is_stored_just_before_a_crash_is_told_and_audited_by_the_next_run()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var person = journey.Person(1);
        await journey.ObjectAsync(person, Cancellation);
        await journey.Service.Get<ObjectionStore>().ChangeAsync(
            NoticeJourney.Second,
            person.Id,
            before => before!.With(new(0, ObjectionChangeKind.Withdrawn, journey.Service.Clock.GetUtcNow(), "key:legal", null, WithdrawalGround.Mistake, "Nora Daly", "A mistake.")),
            Cancellation);

        await journey.DeliverAsync(Cancellation);

        Assert.Equal(2, journey.Receiver.Events.Count);
        Assert.Single(await AuditAsync(journey.Service), entry => entry.Action == "objection.withdrawn");
    }

    [Fact]
    public async Task Nothing_can_be_taken_back_that_is_not_on_record()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var id = await ReplyResolutionTests.WaitingAsync(journey.Replies);

        var refused = await Assert.ThrowsAsync<ConflictingStateException>(() => ResolveAsync(journey, id, "withdrawal"));
        await Assert.ThrowsAsync<UnknownResourceException>(() => WithdrawAsync(journey, WithdrawalGround.Mistake));

        Assert.Contains("no objection", refused.Message, StringComparison.Ordinal);
        Assert.True((await journey.Service.Get<ReplyDirectory>().GetAsync(id, Cancellation)).NeedsReview);
        Assert.Empty(await journey.ListAsync(Cancellation));
    }

    private static async Task<ReplyView> AnswerAcknowledgementAsync(WebhookJourney journey, string text)
    {
        var acknowledgement = Assert.Single(journey.Replies.Acknowledgements());
        journey.Replies.Drop("back.eml", $"""
            From: {acknowledgement.To.Mailboxes.Single().Address}
            To: {acknowledgement.ReplyTo.Mailboxes.Single().Address}
            Subject: Re: {acknowledgement.Subject}
            Message-ID: <back@example.net>
            In-Reply-To: <{acknowledgement.MessageId}>
            Content-Type: text/plain; charset=utf-8

            {text}
            """);
        await journey.Replies.CollectAsync(Cancellation);
        return Assert.Single(await journey.Replies.RepliesAsync(Cancellation), reply => reply.Text?.Contains("ignore", StringComparison.Ordinal) == true);
    }

    private static Task<ReplyView> ResolveAsync(WebhookJourney journey, ReplyId id, string kind) =>
        journey.Service.Get<ReplyResolver>().ResolveAsync(id, ReplyDecision.Read(kind, "Nora Daly", "He stays.", null, null), Legal, Cancellation);

    private static Task<ObjectionView> WithdrawAsync(WebhookJourney journey, WithdrawalGround because) =>
        journey.Service.Get<ObjectionDecisions>().WithdrawAsync(NoticeJourney.Second, journey.Person(1).Id, because, Why, Legal, Cancellation);

    private static async Task<ObjectionView> SingleAsync(WebhookJourney journey) => Assert.Single(await journey.Replies.ObjectionsAsync(Cancellation));

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(TestService service) =>
        await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation);
}
