using Microsoft.Extensions.Options;
using PolicyNotify.Reminders;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Reminders;

public sealed class ReminderDatesTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Europe/Berlin", "2026-04-03", 7, "2026-03-27T08:00:00Z")]
    [InlineData("Europe/Berlin", "2026-04-03", 5, "2026-03-29T07:00:00Z")]
    [InlineData("Europe/Berlin", "2026-11-01", 7, "2026-10-25T08:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-04-03", 1, "2026-04-02T16:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-04-06", 1, "2026-04-04T21:00:00Z")]
    [InlineData("UTC", "2026-03-01", 29, "2026-01-31T09:00:00Z")]
    public void It_is_due_at_nine_of_the_policys_own_clock_whatever_the_clock_does_in_between(string zone, string effectiveOn, int days, string due) =>
        Assert.Equal(
            DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture),
            ReminderDates.DueAt(zone, DateOnly.ParseExact(effectiveOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), days));

    [Theory]
    [InlineData("-1", null, "between 1 and 29")]
    [InlineData("30", null, "between 1 and 29")]
    [InlineData("30", "60", "between 1 and 29")]
    [InlineData("14", "14", "between 1 and 13")]
    [InlineData("1", "1", "to 0 for no reminder")]
    public async Task A_number_of_days_that_cannot_be_stops_the_start_and_is_named(string days, string? noticeDays, string says)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => Builder(days, noticeDays).StartAsync(Cancellation));

        Assert.Contains("Notices:ReminderDays", failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("1", null)]
    [InlineData("29", null)]
    [InlineData("13", "14")]
    public async Task The_first_and_the_last_possible_number_of_days_are_taken(string days, string? noticeDays)
    {
        await using var service = await Builder(days, noticeDays).StartAsync(Cancellation);

        Assert.Equal(days, service.Settings["Notices:ReminderDays"]);
    }

    [Fact]
    public async Task A_number_of_days_that_is_none_stops_the_start_and_is_named()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Builder("a week", null).StartAsync(Cancellation));

        Assert.Contains("Notices:ReminderDays", failure.ToString(), StringComparison.Ordinal);
    }

    private ServiceBuilder Builder(string days, string? noticeDays)
    {
        var builder = new ServiceBuilder(azurite).With("Notices:ReminderDays", days);
        return noticeDays is null ? builder : builder.With("Publishing:NoticeDays", noticeDays);
    }
}
