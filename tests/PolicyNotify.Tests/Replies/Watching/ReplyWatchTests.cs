using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using MimeKit;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Replies.Watching;
using PolicyNotify.Telemetry;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Replies.HandingOn;

namespace PolicyNotify.Tests.Replies.Watching;

public sealed class ReplyWatchTests(AzuriteFixture azurite)
{
    private const string Request = "Please send me a copy of all personal data you hold about me under article 15 GDPR.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public async Task The_digest_comes_from_its_local_hour_on(int seconds, int mails)
    {
        var journey = await StartAsync();
        await using var service = journey.Service;
        await ReplyResolutionTests.WaitingAsync(journey);

        // Seven in the morning in Berlin, in winter.
        service.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero).AddSeconds(seconds));
        await WatchAsync(service);

        Assert.Equal(mails, Digests(service).Count);
    }

    [Theory]
    [InlineData(-1, "Open: 1 request to answer")]
    [InlineData(0, "Open: 1 request to answer (1 overdue)")]
    public async Task A_request_is_overdue_once_its_last_local_day_is_over(int seconds, string subject)
    {
        var journey = await ReplyJourney.StartAsync(
            azurite, builder => builder.With("Mail:LegalAddress", "legal@example.com").With("Replies:TimeZone", "Europe/Berlin").With("Replies:DigestHour", "0"), Cancellation);
        await using var service = journey.Service;
        await ReplyResolutionTests.ReceiveAsync(journey, 1, Request);

        // Due on 2 April, which ends in Berlin at 22:00 UTC.
        service.Clock.SetUtcNow(new DateTimeOffset(2026, 4, 2, 22, 0, 0, TimeSpan.Zero).AddSeconds(seconds));
        await WatchAsync(service);

        Assert.Equal(subject, Assert.Single(Digests(service)).Subject);
    }

    [Fact]
    public async Task It_counts_and_names_what_is_open_without_addresses_or_words()
    {
        await using var journey = await WebhookJourney.StartAsync(
            azurite, (builder, _) => builder.With("Mail:LegalAddress", "legal@example.com"), Cancellation);
        var waiting = await ReplyResolutionTests.WaitingAsync(journey.Replies);
        var request = await ReplyResolutionTests.ReceiveAsync(journey.Replies, 2, Request);
        journey.Receiver.AnswerWith(410);
        await journey.ObjectAsync(journey.Person(3), Cancellation);
        await journey.DeliverAsync(Cancellation);
        var dead = Assert.Single(await journey.ListAsync(Cancellation)).Id;
        journey.Service.Clock.SetUtcNow(new DateTimeOffset(2026, 4, 3, 8, 0, 0, TimeSpan.Zero));

        await WatchAsync(journey.Service);

        var digest = Assert.Single(Digests(journey.Service));
        Assert.Equal("Open: 1 reply to read, 1 request to answer (1 overdue), 1 event not taken", digest.Subject);
        Assert.Contains($"`{waiting}`, waiting 31 days", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains($"`{request}`, to be answered by 2026-04-02, **overdue**", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains($"`{dead}`, endpoint accounts, privacy-2.0: It answered 410", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("@", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("personal data you hold", digest.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_a_day_from_two_processes_and_again_the_next_day_until_nothing_is_open()
    {
        var journey = await StartAsync();
        await using var service = journey.Service;
        await using var other = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        var id = await ReplyResolutionTests.WaitingAsync(journey);

        await Task.WhenAll(WatchAsync(service), WatchAsync(other), WatchAsync(service), WatchAsync(other));
        service.Clock.Advance(TimeSpan.FromHours(5));
        await WatchAsync(other);
        Assert.Single(Digests(service));

        service.Clock.Advance(TimeSpan.FromHours(20));
        await WatchAsync(service);
        Assert.Equal(2, Digests(service).Count);

        await service.Get<PolicyNotify.Replies.Resolving.ReplyResolver>().ResolveAsync(
            id, PolicyNotify.Replies.Resolving.ReplyDecision.Read("other", "Nora Daly", "Thanks only.", null, null), PolicyNotify.Evidence.Actor.Key("legal"), Cancellation);
        service.Clock.Advance(TimeSpan.FromDays(1));
        await WatchAsync(service);
        Assert.Equal(2, Digests(service).Count);
    }

    [Fact]
    public async Task What_opens_after_a_day_was_found_empty_waits_for_the_next_mornings_digest()
    {
        var journey = await StartAsync();
        await using var service = journey.Service;
        await WatchAsync(service);
        await ReplyResolutionTests.WaitingAsync(journey);
        await WatchAsync(service);
        Assert.Empty(Digests(service));

        service.Clock.Advance(TimeSpan.FromDays(1));
        await WatchAsync(service);

        Assert.Single(Digests(service));
    }

    [Fact]
    public async Task A_crash_after_the_mail_went_out_does_not_repeat_it()
    {
        var journey = await StartAsync();
        await using var service = journey.Service;
        await ReplyResolutionTests.WaitingAsync(journey);

        // As if the process had ended between the mail and the note that the day is settled.
        await service.Get<LegalMailbox>().SendAsync(new LegalMail("digest:2026-03-02", "Open: 1 reply to read", "Sent."), Cancellation);
        await WatchAsync(service);
        await WatchAsync(service);

        Assert.Contains("Sent.", Assert.Single(Digests(service)).TextBody, StringComparison.Ordinal);
        Assert.True(await service.Get<DigestDays>().IsSettledAsync(new DateOnly(2026, 3, 2), Cancellation));
    }

    [Fact]
    public async Task The_age_of_the_oldest_open_review_is_measured()
    {
        var journey = await StartAsync();
        await using var service = journey.Service;
        var factory = service.Get<IMeterFactory>();
        using var oldest = new MetricCollector<double>(factory, PolicyNotifyMetrics.MeterName, "policynotify.review.oldest_age");
        using var open = new MetricCollector<long>(factory, PolicyNotifyMetrics.MeterName, "policynotify.review.open");
        await WatchAsync(service);
        await ReplyResolutionTests.WaitingAsync(journey);
        service.Clock.Advance(TimeSpan.FromHours(3));

        await WatchAsync(service);

        Assert.Equal([0, 10_800], oldest.GetMeasurementSnapshot().Select(measured => measured.Value));
        Assert.Equal([0, 1], open.GetMeasurementSnapshot().Select(measured => measured.Value));
    }

    [Fact]
    public async Task An_hour_that_does_not_exist_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => new ServiceBuilder(azurite).With("Replies:DigestHour", "24").StartAsync(Cancellation));

        Assert.Contains("Replies:DigestHour", failure.Message, StringComparison.Ordinal);
    }

    private Task<ReplyJourney> StartAsync() => ReplyJourney.StartAsync(
        azurite, builder => builder.With("Mail:LegalAddress", "legal@example.com").With("Replies:TimeZone", "Europe/Berlin"), Cancellation);

    private static Task WatchAsync(TestService service) => service.Get<ReplyWatch>().RunAsync(Cancellation);

    private static List<MimeMessage> Digests(TestService service) =>
        [.. Directory.EnumerateFiles(service.Outbox, "*.eml").Select(file => MimeMessage.Load(file)).Where(mail => mail.Subject?.StartsWith("Open: ", StringComparison.Ordinal) == true)];
}
