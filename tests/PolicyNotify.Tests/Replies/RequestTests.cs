using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class RequestTests(AzuriteFixture azurite)
{
    private const string Erasure = "Please send me a copy of all personal data you hold about me under article 15 GDPR.";
    private static readonly Actor Officer = Actor.Key("dpo");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2026, 3, 5, 2026, 4, 5)]
    [InlineData(2026, 1, 31, 2026, 2, 28)]
    [InlineData(2028, 1, 31, 2028, 2, 29)]
    [InlineData(2026, 8, 31, 2026, 9, 30)]
    [InlineData(2026, 12, 24, 2027, 1, 24)]
    public void A_month_ends_on_the_day_of_the_same_number_or_on_the_last_of_a_shorter_month(int year, int month, int day, int dueYear, int dueMonth, int dueDay) =>
        Assert.Equal(new DateOnly(dueYear, dueMonth, dueDay), RequestDeadline.LastDay(new(year, month, day)));

    [Theory]
    [InlineData("Etc/UTC", 4, 30)]
    [InlineData("Pacific/Auckland", 5, 1)]
    public async Task A_request_is_due_a_month_after_the_local_day_of_receipt_and_overdue_once_that_day_is_over(string zone, int dueMonth, int dueDay)
    {
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder.With("Replies:TimeZone", zone), Cancellation);
        await using var service = journey.Service;
        service.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 31, 14, 0, 0, TimeSpan.Zero));
        var id = await ReplyResolutionTests.ReceiveAsync(journey, 1, Erasure);

        var open = Assert.Single(await service.Get<ReplyDirectory>().ListOpenRequestsAsync(Cancellation));
        Assert.Equal((id, ReplyKind.Request), (open.Id, open.Kind));
        var due = new DateOnly(2026, dueMonth, dueDay);
        Assert.Equal((due, false), (open.DueOn, open.Overdue));

        var end = new PolicyNotify.Publishing.PolicyCalendar(zone).StartOf(due.AddDays(1));
        service.Clock.SetUtcNow(end.AddSeconds(-1));
        Assert.False(Assert.Single(await service.Get<ReplyDirectory>().ListOpenRequestsAsync(Cancellation)).Overdue);
        service.Clock.SetUtcNow(end);
        Assert.True(Assert.Single(await service.Get<ReplyDirectory>().ListOpenRequestsAsync(Cancellation)).Overdue);
    }

    [Fact]
    public async Task A_request_leaves_the_list_once_it_is_noted_as_answered_and_keeps_the_first_note()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await ReplyResolutionTests.ReceiveAsync(journey, 1, Erasure);

        var closed = await service.Get<RequestDesk>().CloseAsync(id, PersonDecision.Read("Ida Moor", "The export went out."), Officer, Cancellation);
        var again = await service.Get<RequestDesk>().CloseAsync(id, PersonDecision.Read("Somebody Else", "Mine."), Officer, Cancellation);

        Assert.Equal(("Ida Moor", "key:dpo"), (closed.Closure!.By, closed.Closure.Actor));
        Assert.Equal(closed.Closure, again.Closure);
        Assert.Null(closed.Overdue);
        Assert.Empty(await service.Get<ReplyDirectory>().ListOpenRequestsAsync(Cancellation));
        var entry = Assert.Single(await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation), entry => entry.Action == "request.closed");
        Assert.Equal("Ida Moor", entry.Details["by"]);
    }

    [Fact]
    public async Task What_legal_resolves_as_a_request_is_due_from_its_receipt_and_stays_one_when_it_is_an_objection_as_well()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await ReplyResolutionTests.ReceiveAsync(journey, 1, "When does the new policy start?");
        var received = service.Clock.GetUtcNow();
        service.Clock.Advance(TimeSpan.FromDays(10));
        await Assert.ThrowsAsync<ConflictingStateException>(() => service.Get<RequestDesk>().CloseAsync(id, PersonDecision.Read("Ida Moor", "No."), Officer, Cancellation));

        await service.Get<ReplyResolver>().ResolveAsync(id, ReplyDecision.Read("request", "Nora Daly", "She asks for her data.", null, null), Officer, Cancellation);
        await service.Get<ReplyResolver>().ResolveAsync(id, ReplyDecision.Read("objection", "Nora Daly", "And she objects.", null, null), Officer, Cancellation);

        var open = Assert.Single(await service.Get<ReplyDirectory>().ListOpenRequestsAsync(Cancellation));
        Assert.Equal(DateOnly.FromDateTime(received.UtcDateTime).AddMonths(1), open.DueOn);
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_time_zone_that_does_not_exist_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => new ServiceBuilder(azurite).With("Replies:TimeZone", "Europe/Nowhere").StartAsync(Cancellation));

        Assert.Contains("Replies:TimeZone", failure.Message, StringComparison.Ordinal);
    }
}
