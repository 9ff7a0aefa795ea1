using MimeKit;
using PolicyNotify.Replies.Acknowledging;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Records;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class AcknowledgementLoopTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_automatic_reply_to_an_acknowledgement_is_listed_and_answered_by_nothing()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await ReplyResolutionTests.ReceiveAsync(journey, 1, ReplyJourney.Objection);
        var acknowledgement = Assert.Single(journey.Acknowledgements());

        for (var round = 1; round <= 3; round++)
            await AnswerAsync(journey, acknowledgement, round, "I am out of the office until Monday.", "Auto-Submitted: auto-replied\n");

        Assert.Single(journey.Acknowledgements());
        Assert.Equal(3, (await journey.RepliesAsync(Cancellation)).Count(reply => reply.Kind is ReplyKind.Automatic));
        Assert.Single(Assert.Single(await journey.ObjectionsAsync(Cancellation)).Replies);
    }

    [Fact]
    public async Task A_machine_that_sends_the_words_of_an_objection_back_for_ever_gets_one_answer()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await ReplyResolutionTests.ReceiveAsync(journey, 1, ReplyJourney.Objection);
        var acknowledgement = Assert.Single(journey.Acknowledgements());

        for (var round = 1; round <= 5; round++)
            await AnswerAsync(journey, acknowledgement, round, ReplyJourney.Objection, "");

        Assert.Single(journey.Acknowledgements());
        Assert.Equal(6, Assert.Single(await journey.ObjectionsAsync(Cancellation)).Replies.Count);
    }

    [Fact]
    public async Task An_acknowledgement_says_that_it_is_automatic_how_to_withdraw_and_whom_to_ask()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var reply = await ReplyResolutionTests.ReceiveAsync(journey, 1, "Ich widerspreche der neuen Richtlinie und möchte mein Konto kündigen.");

        var acknowledgement = Assert.Single(journey.Acknowledgements());

        Assert.Equal(("auto-replied", "All"), (acknowledgement.Headers["Auto-Submitted"], acknowledgement.Headers["X-Auto-Response-Suppress"]));
        Assert.Contains("antworten Sie", acknowledgement.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("replies@example.com", acknowledgement.TextBody, StringComparison.Ordinal);
        Assert.Contains(reply.Value, acknowledgement.TextBody, StringComparison.Ordinal);
        Assert.Equal(journey.NoticeTo(journey.Notices.Person(1)).ReplyTo.Mailboxes.Single().Address, acknowledgement.ReplyTo.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData(1, 23, AcknowledgementState.Withheld)]
    [InlineData(1, 24, AcknowledgementState.Sent)]
    [InlineData(2, 23, AcknowledgementState.Sent)]
    public async Task One_address_gets_no_more_answers_in_a_day_than_allowed_over_all_versions(int allowed, int hoursLater, AcknowledgementState expected)
    {
        var journey = await ReplyJourney.StartAsync(
            azurite, builder => builder.With("Replies:AcknowledgementsPerDay", allowed.ToString(System.Globalization.CultureInfo.InvariantCulture)), Cancellation);
        await using var service = journey.Service;
        await service.Get<AnswerLimits>().TryCountAsync(journey.Notices.Person(1).Id, PolicyNotify.Notices.NoticeId.Parse("terms-2.0"), service.Clock.GetUtcNow(), allowed, Cancellation);
        service.Clock.Advance(TimeSpan.FromHours(hoursLater));

        await ReplyResolutionTests.ReceiveAsync(journey, 1, ReplyJourney.Objection);

        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(expected, objection.Acknowledgement.State);
        Assert.Equal(expected is AcknowledgementState.Sent ? 1 : 0, journey.Acknowledgements().Count);
    }

    private static async Task AnswerAsync(ReplyJourney journey, MimeMessage acknowledgement, int round, string text, string headers)
    {
        var mail = $"""
            From: {acknowledgement.To.Mailboxes.Single().Address}
            To: {acknowledgement.ReplyTo.Mailboxes.Single().Address}
            Subject: Re: {acknowledgement.Subject}
            Message-ID: <round-{round}@example.net>
            In-Reply-To: <{acknowledgement.MessageId}>
            Content-Type: text/plain; charset=utf-8

            {text}
            """;
        journey.Drop("back.eml", headers + mail);
        await journey.CollectAsync(Cancellation);
    }
}
