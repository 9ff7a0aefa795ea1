using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies;

public sealed class ReplyResolutionTests(AzuriteFixture azurite)
{
    private const string Why = "He confirmed it: 'it was me, nick@example.org'.";
    private static readonly Actor Legal = Actor.Key("legal");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task An_objection_found_in_review_counts_from_when_it_was_received_however_late_it_is_resolved(int seconds, bool inTime)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;

        // In force on 3 April in Berlin, so the last day is 3 May, which ends there at 22:00 UTC.
        var end = new DateTimeOffset(2026, 5, 3, 22, 0, 0, TimeSpan.Zero);
        service.Clock.SetUtcNow(end.AddSeconds(seconds));
        var id = await WaitingAsync(journey);
        service.Clock.Advance(TimeSpan.FromDays(20));

        var resolved = await ResolveAsync(service, id, "objection");

        var person = journey.Notices.Person(1);
        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(person.Id, objection.Recipient);
        Assert.Equal(NoticeJourney.Second, objection.Notice);
        Assert.Equal(end.AddSeconds(seconds), objection.ReceivedAt);
        Assert.Equal(end, objection.WindowClosesAt);
        Assert.Equal(inTime, objection.InTime);
        Assert.Equal(inTime, resolved.InTime);
        Assert.Equal([ReplyJourney.Objection], objection.Words);
        Assert.Equal(AcknowledgementState.Sent, objection.Acknowledgement.State);
        var answer = Assert.Single(journey.Acknowledgements());
        Assert.Equal(person.Address, answer.To.Mailboxes.Single().Address);
        Assert.Contains(inTime ? "in time" : "after the last day", answer.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_can_object_to_a_version_that_was_withdrawn_before_anybody_was_told()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var notices = new NoticeJourney(service);
        await notices.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await notices.PublishBothAsync(Cancellation);
        await notices.SweepAsync(Cancellation);
        await notices.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("The wrong file."), Cancellation);
        var journey = new ReplyJourney(service, notices);
        journey.Drop("stranger.eml", $"From: {notices.Person(1).Address}\r\nTo: replies@example.com\r\nSubject: No\r\n\r\n{ReplyJourney.Objection}\r\n");
        await journey.CollectAsync(Cancellation);
        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));

        var decision = ReplyDecision.Read("objection", "Nora Lang", Why, NoticeJourney.Second.ToString(), notices.Person(1).Id.Value);
        var refused = await Assert.ThrowsAsync<ConflictingStateException>(() => service.Get<ReplyResolver>().ResolveAsync(reply.Id, decision, Legal, Cancellation));

        Assert.Contains("was cancelled before anybody was told", refused.Message, StringComparison.Ordinal);
        Assert.Null(reply.Notice);
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_resolved_reply_leaves_the_review_list_and_keeps_who_when_and_why()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await WaitingAsync(journey);
        Assert.Single(await service.Get<ReplyDirectory>().ListAsync(onlyForReview: true, Cancellation));
        service.Clock.Advance(TimeSpan.FromDays(1));

        await ResolveAsync(service, id, "question");

        Assert.Empty(await service.Get<ReplyDirectory>().ListAsync(onlyForReview: true, Cancellation));
        var reply = await service.Get<ReplyDirectory>().GetAsync(id, Cancellation);
        Assert.False(reply.NeedsReview);
        Assert.Equal(ReplyKind.Objection, reply.Kind);
        var resolution = Assert.Single(reply.Resolutions);
        Assert.Equal(ResolvedKind.Question, resolution.As);
        Assert.Equal("Nora Daly", resolution.By);
        Assert.Equal(Why, resolution.Why);
        Assert.Equal(service.Clock.GetUtcNow(), resolution.At);
        Assert.Equal("key:legal", resolution.Actor);
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
        Assert.Empty(journey.Acknowledgements());
    }

    [Fact]
    public async Task The_audit_log_names_who_resolved_what_and_holds_neither_words_nor_addresses()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await WaitingAsync(journey);

        await ResolveAsync(service, id, "objection");
        await ResolveAsync(service, id, "objection");

        var entries = await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation);
        var resolved = Assert.Single(entries, entry => entry.Action == "reply.resolved");
        Assert.Equal($"reply/{id}", resolved.Subject);
        Assert.Equal("key:legal", resolved.Actor);
        Assert.Equal("Nora Daly", resolved.Details["by"]);
        Assert.Equal("Objection", resolved.Details["as"]);
        Assert.Equal("yes", resolved.Details["inTime"]);
        Assert.Equal(64, resolved.Details["whySha256"].Length);
        Assert.Equal("key:legal", Assert.Single(entries, entry => entry.Action == "objection.recorded").Actor);
        var facts = entries.SelectMany(entry => entry.Details.Values).ToList();
        Assert.DoesNotContain(facts, fact => fact.Contains('@', StringComparison.Ordinal) || fact.Contains("object to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_answer_again_changes_nothing_and_tells_nobody_twice()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await WaitingAsync(journey);
        await ResolveAsync(service, id, "objection");

        var again = await service.Get<ReplyResolver>().ResolveAsync(id, ReplyDecision.Read("objection", "Somebody Else", "Me too.", "privacy-2.0", null), Legal, Cancellation);
        await journey.CollectAsync(Cancellation);

        Assert.Equal("Nora Daly", Assert.Single(again.Resolutions).By);
        Assert.Single(Assert.Single(await journey.ObjectionsAsync(Cancellation)).Replies);
        Assert.Single(journey.Acknowledgements());
    }

    [Fact]
    public async Task Two_people_who_resolve_at_once_record_and_answer_once()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var other = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        var id = await WaitingAsync(journey);

        await Task.WhenAll(ResolveAsync(service, id, "objection"), ResolveAsync(other, id, "objection"), ResolveAsync(service, id, "objection"));
        await journey.CollectAsync(Cancellation);

        Assert.Single((await service.Get<ReplyDirectory>().GetAsync(id, Cancellation)).Resolutions);
        Assert.Equal(AcknowledgementState.Sent, Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement.State);
        Assert.Single(journey.Acknowledgements());
    }

    [Fact]
    public async Task Another_answer_is_refused_unless_it_makes_the_reply_an_objection()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await WaitingAsync(journey);
        await ResolveAsync(service, id, "question");

        var refused = await Assert.ThrowsAsync<ConflictingStateException>(() => ResolveAsync(service, id, "other"));
        Assert.Contains("Nora Daly as question", refused.Message, StringComparison.Ordinal);
        var raised = await ResolveAsync(service, id, "objection");
        await Assert.ThrowsAsync<ConflictingStateException>(() => ResolveAsync(service, id, "question"));

        Assert.Equal([ResolvedKind.Question, ResolvedKind.Objection], raised.Resolutions.Select(resolution => resolution.As));
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Single(journey.Acknowledgements());
        var actions = await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).Select(entry => entry.Action).ToListAsync(Cancellation);
        Assert.Equal(2, actions.Count(action => action == "reply.resolved"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_that_matches_nobody_needs_a_notice_and_a_person_to_become_an_objection(bool byAddress)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(2);
        var id = await WaitingAsync(journey, matched: false);

        var refused = await Assert.ThrowsAsync<RejectedInputException>(() => ResolveAsync(service, id, "objection"));
        Assert.Equal(["notice", "recipient"], refused.Diagnostics.Select(diagnostic => diagnostic.Field));
        Assert.Empty((await service.Get<ReplyDirectory>().GetAsync(id, Cancellation)).Resolutions);

        var resolved = await ResolveAsync(service, id, "objection", "privacy-2.0", byAddress ? "Person2@Example.NET" : person.Id.Value);

        Assert.Equal(MatchBasis.None, resolved.Basis);
        Assert.Equal(person.Id, resolved.Recipient);
        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(person.Id, objection.Recipient);
        Assert.True(objection.InTime);
        Assert.Equal(person.Address, Assert.Single(journey.Acknowledgements()).To.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData("privacy-9.0", "person1@example.net", "notice")]
    [InlineData("privacy-2.0", "nobody@example.net", "recipient")]
    [InlineData("privacy-2.0", "000000000000000000000000", "recipient")]
    [InlineData("privacy-2.0", "Person One", "recipient")]
    public async Task A_notice_or_a_person_that_does_not_exist_is_refused_and_the_reply_goes_on_waiting(string notice, string person, string field)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await WaitingAsync(journey, matched: false);

        var refused = await Assert.ThrowsAsync<RejectedInputException>(() => ResolveAsync(service, id, "objection", notice, person));

        Assert.Equal(field, Assert.Single(refused.Diagnostics).Field);
        Assert.DoesNotContain("@", refused.Message, StringComparison.Ordinal);
        Assert.True((await service.Get<ReplyDirectory>().GetAsync(id, Cancellation)).NeedsReview);
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task Nobody_can_be_made_to_object_by_somebody_elses_reply()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await WaitingAsync(journey);

        var refused = await Assert.ThrowsAsync<RejectedInputException>(() => ResolveAsync(service, id, "objection", person: journey.Notices.Person(2).Id.Value));

        Assert.Equal("recipient", Assert.Single(refused.Diagnostics).Field);
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
    }

    [Theory]
    [InlineData("I am out of the office until Monday.", true, ReplyKind.Automatic)]
    [InlineData("When does the new policy start?", false, ReplyKind.Question)]
    [InlineData("Thanks for letting me know!", false, ReplyKind.Other)]
    public async Task Whatever_the_rules_took_a_reply_for_legal_can_raise_it_to_an_objection(string text, bool automatic, ReplyKind kind)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await ReceiveAsync(journey, 2, text, automatic);
        Assert.Equal(kind, (await service.Get<ReplyDirectory>().GetAsync(id, Cancellation)).Kind);

        await Assert.ThrowsAsync<ConflictingStateException>(() => ResolveAsync(service, id, "other"));
        await Assert.ThrowsAsync<ConflictingStateException>(() => ResolveAsync(service, id, "question"));
        var raised = await ResolveAsync(service, id, "objection");

        Assert.Equal("Nora Daly", Assert.Single(raised.Resolutions).By);
        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(journey.Notices.Person(2).Id, objection.Recipient);
        Assert.Equal("key:legal", Assert.Single(objection.Changes).Actor);
        await Assert.ThrowsAsync<UnknownResourceException>(() => ResolveAsync(service, ReplyId.Parse(new string('a', 24)), "objection"));
    }

    [Fact]
    public async Task What_the_rules_recorded_as_an_objection_stays_one_whatever_is_asked_of_the_reply()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await ReceiveAsync(journey, 1, ReplyJourney.Objection);

        var refused = await Assert.ThrowsAsync<ConflictingStateException>(() => ResolveAsync(service, id, "request"));
        var same = await ResolveAsync(service, id, "objection");

        Assert.Contains("objections withdraw", refused.Message, StringComparison.Ordinal);
        Assert.Empty(same.Resolutions);
        Assert.Equal(ObjectionState.Recorded, Assert.Single(await journey.ObjectionsAsync(Cancellation)).State);
        Assert.Single(journey.Acknowledgements());
    }

    /// <summary>An objection from an address we do not know waits for a look; matched by its token, or by nothing.</summary>
    internal static async Task<ReplyId> WaitingAsync(ReplyJourney journey, bool matched = true)
    {
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection, "nick@example.org", toToken: matched, references: matched));
        await journey.CollectAsync(Cancellation);
        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.True(reply.NeedsReview);
        return reply.Id;
    }

    internal static async Task<ReplyId> ReceiveAsync(ReplyJourney journey, int person, string text, bool automatic = false)
    {
        var before = (await journey.RepliesAsync(Cancellation)).Select(reply => reply.Id).ToHashSet();
        (string, string)[] headers = automatic ? [("Auto-Submitted", "auto-replied")] : [];
        journey.Drop("received.eml", journey.Answer(journey.Notices.Person(person), text, headers: headers));
        await journey.CollectAsync(Cancellation);
        return Assert.Single(await journey.RepliesAsync(Cancellation), reply => !before.Contains(reply.Id)).Id;
    }

    private static Task<ReplyView> ResolveAsync(TestService service, ReplyId id, string kind, string? notice = null, string? person = null) =>
        service.Get<ReplyResolver>().ResolveAsync(id, ReplyDecision.Read(kind, "Nora Daly", Why, notice, person), Legal, Cancellation);
}
