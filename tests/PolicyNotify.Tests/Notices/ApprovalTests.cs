using MimeKit;
using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class ApprovalTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_mailed_before_legal_approves()
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);

        await RoundAsync(journey);
        var waiting = await journey.ViewAsync(Cancellation);
        Assert.Equal((NoticeState.AwaitingApproval, true), (waiting.State, waiting.NeedsApproval));
        Assert.Empty(Notices(journey));

        var approved = await ApproveAsync(journey, waiting.Content[..12]);
        await RoundAsync(journey);
        Assert.Single(Notices(journey));
        Assert.Equal(("Ada Counsel", waiting.Content), (approved.Approval!.By, approved.Approval.Content));
        var entry = Assert.Single(await journey.AuditAsync(Cancellation, "notice.approved"));
        Assert.Equal(("Ada Counsel", "1", waiting.Content), (entry.Details["by"], entry.Details["revision"], entry.Details["content"]));
    }

    [Fact]
    public async Task The_proof_is_exactly_what_recipients_get()
    {
        await using var service = await StartAsync();
        var journey = new NoticeJourney(service);
        await service.Get<RecipientStore>().UpsertManyAsync([journey.Person(1, name: "Sample Recipient")], Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await RoundAsync(journey);
        await RoundAsync(journey);
        await ApproveAsync(journey, null);
        await RoundAsync(journey);

        var proof = Assert.Single(journey.Outbox(), mail => mail.Headers.Contains("X-PolicyNotify-Proof"));
        var sent = Assert.Single(Notices(journey));
        Assert.Equal((sent.Subject, sent.TextBody, sent.HtmlBody), (proof.Subject, proof.TextBody, proof.HtmlBody));
        Assert.Equal(Attachments(sent), Attachments(proof));
        Assert.Equal(sent.From.ToString(), proof.From.ToString());
        Assert.Equal("legal@example.com", Assert.Single(proof.To.Mailboxes).Address);
        Assert.Equal("replies@example.com", Assert.Single(proof.ReplyTo.Mailboxes).Address);
        var words = Assert.Single(journey.Outbox(), mail => mail.Subject!.StartsWith("To be approved", StringComparison.Ordinal));
        Assert.Contains((await journey.ViewAsync(Cancellation)).Content, words.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_edition_has_to_be_approved_again_before_mailing_goes_on()
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);
        await RoundAsync(journey);
        var first = await ApproveAsync(journey, null);
        await RoundAsync(journey);
        await journey.AddPeopleAsync(2, 1, verified: true, Cancellation);

        var moved = await journey.Decisions.PostponeAsync(NoticeJourney.Second, first.EffectiveOn.AddDays(30), NoticeJourney.Because("More time."), Cancellation);
        await RoundAsync(journey);
        Assert.Equal(NoticeState.AwaitingApproval, moved.State);
        Assert.Single(Notices(journey));
        Assert.Equal(2, journey.Outbox().Count(mail => mail.Headers.Contains("X-PolicyNotify-Proof")));

        var stale = await Assert.ThrowsAsync<ConflictingStateException>(() => ApproveAsync(journey, first.Content[..12]));
        Assert.Contains("has changed since an earlier edition: edition 2 is present", stale.Message, StringComparison.Ordinal);
        await ApproveAsync(journey, moved.Content);
        await RoundAsync(journey);
        Assert.Equal(2, Notices(journey).Count);
    }

    [Fact]
    public async Task Digits_of_no_edition_are_not_taken_for_an_earlier_one()
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);
        await RoundAsync(journey);

        var mistyped = await Assert.ThrowsAsync<ConflictingStateException>(() => ApproveAsync(journey, "deadbeef"));

        Assert.StartsWith("No SHA-256 that begins with deadbeef is that of the present mail of privacy-2.0: edition 1 is present", mistyped.Message, StringComparison.Ordinal);
        Assert.Contains("has to be approved before 2026-03-03 23:00 UTC", (await journey.ViewAsync(Cancellation)).Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task An_approval_is_possible_to_the_last_moment_to_tell_and_not_after(long ticks)
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);
        await RoundAsync(journey);
        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).TellBy.AddTicks(ticks));

        if (ticks < 0)
        {
            await ApproveAsync(journey, null);
            await RoundAsync(journey);
            Assert.Single(Notices(journey));
            return;
        }

        var late = await Assert.ThrowsAsync<ConflictingStateException>(() => ApproveAsync(journey, null));
        Assert.Contains("Postpone privacy-2.0 to 2026-04-05 or later", late.Message, StringComparison.Ordinal);
        var moved = await journey.Decisions.PostponeAsync(NoticeJourney.Second, new DateOnly(2026, 4, 5), NoticeJourney.Because("Approved too late."), Cancellation);
        await ApproveAsync(journey, moved.Content);
        await RoundAsync(journey);
        Assert.Contains("5 April 2026", Assert.Single(Notices(journey)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_was_never_approved_is_held_even_when_there_is_nobody_to_tell()
    {
        await using var service = await StartAsync();
        var journey = new NoticeJourney(service);
        var version = await journey.PublishBothAsync(Cancellation);
        await RoundAsync(journey);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal((VersionState.Held, "Its mail was not approved."), ((await journey.VersionAsync("2.0", Cancellation)).State, (await journey.ViewAsync(Cancellation)).Because));
        await Assert.ThrowsAsync<ConflictingStateException>(() => journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because("Go."), Cancellation));
    }

    [Fact]
    public async Task A_notice_that_waits_for_approval_can_be_cancelled_after_its_cooling_off()
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);
        await RoundAsync(journey);
        service.Clock.Advance(TimeSpan.FromDays(1));
        await RoundAsync(journey);

        Assert.Equal(NoticeState.Cancelled, (await journey.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("No."), Cancellation)).State);
    }

    [Theory]
    [InlineData("1234567")]
    [InlineData("not a hash")]
    public async Task An_edition_is_named_by_its_hash(string content)
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);

        var refused = await Assert.ThrowsAsync<RejectedInputException>(() => ApproveAsync(journey, content));

        Assert.Equal("content", Assert.Single(refused.Diagnostics).Field);
    }

    [Fact]
    public async Task What_needs_no_approval_cannot_be_approved()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);
        await journey.SweepAsync(Cancellation);

        await Assert.ThrowsAsync<ConflictingStateException>(() => ApproveAsync(journey, null));
    }

    private static Task<NoticeView> ApproveAsync(NoticeJourney journey, string? content) =>
        journey.Decisions.ApproveAsync(NoticeJourney.Second, content, NoticeJourney.Because("Read and found right."), Cancellation);

    private static async Task<NoticeJourney> PublishedAsync(TestService service)
    {
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        return journey;
    }

    private static async Task RoundAsync(NoticeJourney journey)
    {
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
    }

    private static List<MimeMessage> Notices(NoticeJourney journey) =>
        [.. journey.Outbox().Where(mail => mail.To.Mailboxes.All(to => to.Address.EndsWith("@example.net", StringComparison.Ordinal)))];

    private static IEnumerable<(string? Name, string Text)> Attachments(MimeMessage mail) =>
        mail.Attachments.OfType<TextPart>().Select(part => ((string?)part.FileName, part.Text));

    private Task<TestService> StartAsync() => new ServiceBuilder(azurite)
        .With("Publishing:CoolingOffMinutes", "0")
        .With("Notices:RequireApproval", "true")
        .With("Mail:LegalAddress", "legal@example.com")
        .StartAsync(Cancellation);
}
