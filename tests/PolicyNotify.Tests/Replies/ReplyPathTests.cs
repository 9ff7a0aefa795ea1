using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Records;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies;

public sealed class ReplyPathTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_objection_in_the_folder_is_recorded_once_and_acknowledged_once()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(1);
        journey.Drop("one.eml", journey.Answer(person, ReplyJourney.Objection));

        await journey.CollectAsync(Cancellation);
        await journey.CollectAsync(Cancellation);

        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(NoticeJourney.Second, objection.Notice);
        Assert.Equal(person.Id, objection.Recipient);
        Assert.True(objection.InTime);
        Assert.Equal(service.Clock.GetUtcNow(), objection.ReceivedAt);
        Assert.Equal([ReplyJourney.Objection], objection.Words);
        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(ReplyKind.Objection, reply.Kind);
        Assert.Equal(MatchBasis.Token, reply.Basis);
        Assert.False(reply.NeedsReview);
        Assert.Empty(Directory.GetFiles(service.Inbox));
        Assert.True(File.Exists(Path.Combine(service.Inbox, "done", "one.eml")));

        var answer = Assert.Single(journey.Acknowledgements());
        Assert.Equal(person.Address, answer.To.Mailboxes.Single().Address);
        Assert.Equal("answer-1@example.net", answer.InReplyTo);
        Assert.Contains("close my account", answer.TextBody, StringComparison.Ordinal);
        Assert.Contains("It reached us in time", answer.TextBody, StringComparison.Ordinal);
        Assert.Contains("It reached us in time", answer.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(service.Clock.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture), answer.TextBody, StringComparison.Ordinal);
        var actions = await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).Select(entry => entry.Action).ToListAsync(Cancellation);
        Assert.Single(actions, action => action == "objection.recorded");
        Assert.Single(actions, action => action == "objection.acknowledged");
        Assert.Single(actions, action => action == "reply.judged");
    }

    [Fact]
    public async Task An_out_of_office_is_listed_and_neither_recorded_nor_answered()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        journey.Drop("ooo.eml", journey.Answer(journey.Notices.Person(2), "I am out of the office until Monday.", headers: ("Auto-Submitted", "auto-replied")));

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(ReplyKind.Automatic, reply.Kind);
        Assert.False(reply.NeedsReview);
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
        Assert.Empty(journey.Acknowledgements());
    }

    [Fact]
    public async Task A_second_mail_of_the_same_person_adds_to_the_objection_and_is_not_answered_again()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(1);
        journey.Drop("one.eml", journey.Answer(person, ReplyJourney.Objection));
        await journey.CollectAsync(Cancellation);
        var first = service.Clock.GetUtcNow();
        service.Clock.Advance(TimeSpan.FromDays(1));
        journey.Drop("one.eml", journey.Answer(person, "As I wrote: I do not accept the changes. Please close my account."));

        await journey.CollectAsync(Cancellation);

        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(2, objection.Replies.Count);
        Assert.Equal(first, objection.ReceivedAt);
        Assert.Equal(3, objection.Words.Count);
        Assert.Single(journey.Acknowledgements());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(service.Inbox, "done")).Length);
    }

    [Theory]
    [InlineData(true, "elsewhere@example.org", MatchBasis.Token)]
    [InlineData(false, "elsewhere@example.org", MatchBasis.MessageId)]
    [InlineData(false, null, MatchBasis.Sender)]
    public async Task An_objection_that_is_not_surely_the_persons_waits_for_a_look(bool toToken, string? from, MatchBasis basis)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(1);
        journey.Drop("one.eml", journey.Answer(person, ReplyJourney.Objection, from, toToken, references: basis is not MatchBasis.Sender));

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(ReplyKind.Objection, reply.Kind);
        Assert.Equal(basis, reply.Basis);
        Assert.Equal(person.Id, reply.Recipient);
        Assert.Equal(NoticeJourney.Second, reply.Notice);
        Assert.True(reply.NeedsReview);
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
        Assert.Empty(journey.Acknowledgements());
    }

    [Fact]
    public async Task Whoever_answers_our_message_from_the_notified_address_is_matched_without_a_token()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection, toToken: false));

        await journey.CollectAsync(Cancellation);

        Assert.Equal(MatchBasis.MessageId, Assert.Single(await journey.RepliesAsync(Cancellation)).Basis);
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_token_that_we_did_not_sign_matches_nobody()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var mail = journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection, "stranger@example.org", references: false);
        var token = journey.NoticeTo(journey.Notices.Person(1)).ReplyTo.Mailboxes.Single().Address;
        var forged = token[..^15] + (token[^15] == 'a' ? 'b' : 'a') + token[^14..];
        journey.Drop("forged.eml", mail.Replace(token, forged, StringComparison.Ordinal));

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(MatchBasis.None, reply.Basis);
        Assert.True(reply.NeedsReview);
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task The_window_closes_with_the_last_day_in_the_policys_time_zone(int seconds, bool inTime)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;

        // In force on 3 April in Berlin, so the last day is 3 May, which ends there at 22:00 UTC.
        var end = new DateTimeOffset(2026, 5, 3, 22, 0, 0, TimeSpan.Zero);
        service.Clock.SetUtcNow(end.AddSeconds(seconds));
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));

        await journey.CollectAsync(Cancellation);

        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(end, objection.WindowClosesAt);
        Assert.Equal(inTime, objection.InTime);
        Assert.Contains(inTime ? "in time" : "after the last day", Assert.Single(journey.Acknowledgements()).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_mail_is_kept_and_listed_for_review()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        journey.Drop("noise.eml", "\u0001\u0002 this is no mail at all");

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.True(reply.NeedsReview);
        Assert.True(File.Exists(Path.Combine(service.Inbox, "unreadable", "noise.eml")));
        await using var kept = await service.Get<RawMailStore>().OpenAsync(reply.RawHash, Cancellation);
        Assert.True(kept.Length > 0);
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_is_left_for_the_next_run()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var file = journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);
        journey.Drop("empty.eml", "");
        File.SetLastWriteTimeUtc(Path.Combine(service.Inbox, "empty.eml"), TimeProvider.System.GetUtcNow().AddSeconds(-10).UtcDateTime);

        await journey.CollectAsync(Cancellation);

        Assert.Empty(await journey.RepliesAsync(Cancellation));
        Assert.Equal(2, Directory.GetFiles(service.Inbox).Length);
    }

    [Fact]
    public async Task Two_collectors_at_once_record_and_answer_once()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var other = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        var mail = journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection);
        journey.Drop("one.eml", mail);
        journey.Drop("two.eml", mail);

        await Task.WhenAll(journey.CollectAsync(Cancellation), other.Get<PolicyNotify.Replies.ReplyCollector>().CollectAsync(Cancellation));
        await journey.CollectAsync(Cancellation);

        Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(AcknowledgementState.Sent, Assert.Single(await journey.ObjectionsAsync(Cancellation)).Acknowledgement.State);
        Assert.Single(journey.Acknowledgements());
    }
}
