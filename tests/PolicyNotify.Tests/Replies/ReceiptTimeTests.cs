using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class ReceiptTimeTests(AzuriteFixture azurite)
{
    private const string Host = "mx.example.com";

    private static readonly DateTimeOffset Collected = new(2026, 4, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FirstNotice = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("from a.example by mx.example.com with ESMTPS; Fri, 10 Apr 2026 09:00:00 +0200", "2026-04-10T07:00:00Z", ReceiptBasis.ReceivedHeader)]
    [InlineData("from a.example by MX.Example.Com with ESMTPS; Fri, 10 Apr 2026 09:00:00 +0200", "2026-04-10T07:00:00Z", ReceiptBasis.ReceivedHeader)]
    [InlineData("from a.example by evil.example with ESMTPS; Fri, 10 Apr 2026 09:00:00 +0200", "2026-04-10T12:00:00Z", ReceiptBasis.Collected)]
    [InlineData("from mx.example.com by evil.example; Fri, 10 Apr 2026 09:00:00 +0200", "2026-04-10T12:00:00Z", ReceiptBasis.Collected)]
    [InlineData("from a.example by mx.example.com; Fri, 10 Apr 2026 15:00:00 +0000", "2026-04-10T12:00:00Z", ReceiptBasis.Collected)]
    [InlineData("from a.example by mx.example.com; Fri, 10 Jan 2020 15:00:00 +0000", "2026-04-10T12:00:00Z", ReceiptBasis.Collected)]
    [InlineData("from a.example by mx.example.com; some time ago", "2026-04-10T12:00:00Z", ReceiptBasis.Collected)]
    public void Only_a_credible_time_in_the_topmost_header_of_our_own_host_counts(string received, string expected, ReceiptBasis basis)
    {
        var time = ReceiptTime.Of(Mail($"Received: {received}\r\nReceived: by mx.example.com; Fri, 03 Apr 2026 09:00:00 +0000\r\n"), Host, null, FirstNotice, Collected);

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), time.At);
        Assert.Equal(basis, time.Basis);
    }

    [Theory]
    [InlineData("2026-04-10T06:00:00Z", "2026-04-10T06:00:00Z", ReceiptBasis.Source)]
    [InlineData("2026-04-10T08:00:00Z", "2026-04-10T07:00:00Z", ReceiptBasis.ReceivedHeader)]
    [InlineData("2026-04-10T13:00:00Z", "2026-04-10T07:00:00Z", ReceiptBasis.ReceivedHeader)]
    [InlineData("2026-03-02T08:59:59Z", "2026-04-10T07:00:00Z", ReceiptBasis.ReceivedHeader)]
    [InlineData("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z", ReceiptBasis.Source)]
    public void The_earliest_time_that_a_server_of_ours_vouches_for_counts(string source, string expected, ReceiptBasis basis)
    {
        var mail = Mail("Received: by mx.example.com; Fri, 10 Apr 2026 07:00:00 +0000\r\nDate: Mon, 09 Mar 2026 10:00:00 +0000\r\n");

        var time = ReceiptTime.Of(mail, Host, DateTimeOffset.Parse(source, System.Globalization.CultureInfo.InvariantCulture), FirstNotice, Collected);

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), time.At);
        Assert.Equal(basis, time.Basis);
    }

    [Fact]
    public void Every_host_below_a_name_can_be_trusted_at_once()
    {
        var mail = Mail("Received: by mx0047p1mdw1.sendgrid.net with SMTP id 1; Fri, 10 Apr 2026 07:00:00 +0000 (UTC)\r\n");

        Assert.Equal(ReceiptBasis.ReceivedHeader, ReceiptTime.Of(mail, "*.sendgrid.net", null, FirstNotice, Collected).Basis);
        Assert.Equal(ReceiptBasis.Collected, ReceiptTime.Of(mail, "*.grid.net", null, FirstNotice, Collected).Basis);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task A_file_that_lay_in_the_folder_during_an_outage_counts_from_when_it_was_put_there(int seconds, bool inTime)
    {
        var journey = await ReplyJourney.StartAsync(azurite, WithFilesDatedByTheTestsClock, Cancellation);
        await using var service = journey.Service;
        var end = new DateTimeOffset(2026, 5, 3, 22, 0, 0, TimeSpan.Zero);
        service.Clock.SetUtcNow(end.AddDays(5));
        var file = journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        File.SetLastWriteTimeUtc(file, end.AddSeconds(seconds).UtcDateTime);

        await journey.CollectAsync(Cancellation);

        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(end.AddSeconds(seconds), objection.ReceivedAt);
        Assert.Equal(inTime, objection.InTime);
        Assert.Equal(ReceiptBasis.Source, Assert.Single(await journey.RepliesAsync(Cancellation)).ReceiptBasis);
    }

    [Fact]
    public async Task Where_the_services_clock_runs_ahead_of_the_machines_a_file_counts_by_its_age()
    {
        var machine = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder.WithServices(services => services.AddSingleton(new FileClock(machine))), Cancellation);
        await using var service = journey.Service;
        service.Clock.Advance(TimeSpan.FromDays(2));
        var file = journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));
        File.SetLastWriteTimeUtc(file, machine.GetUtcNow().AddMinutes(-7).UtcDateTime);

        await journey.CollectAsync(Cancellation);

        Assert.Equal(service.Clock.GetUtcNow().AddMinutes(-7), Assert.Single(await journey.ObjectionsAsync(Cancellation)).ReceivedAt);
    }

    private static ServiceBuilder WithFilesDatedByTheTestsClock(ServiceBuilder builder) =>
        builder.WithServices(services => services.AddSingleton(provider => new FileClock(provider.GetRequiredService<TimeProvider>())));

    private static ReadMail Mail(string headers)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes($"{headers}From: a@example.net\r\nSubject: s\r\n\r\ntext\r\n"));
        return MailReader.Read(stream, Cancellation)!;
    }
}
