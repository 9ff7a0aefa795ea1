using CsCheck;
using PolicyNotify.Mail.SendGrid;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;

namespace PolicyNotify.Tests.Notices.Events;

public sealed class DeliveryEventRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly RecipientId Ann = RecipientId.Parse("0123456789abcdef01234567");
    private static readonly NoticeId Notice = NoticeId.Parse("privacy-2.0");

    // What the ledger says of an accepted copy after events, in whatever order they came: the worst counts.
    [Theory]
    [InlineData("Processed", nameof(DeliveryOutcome.None))]
    [InlineData("Deferred", nameof(DeliveryOutcome.Deferred))]
    [InlineData("Delivered", nameof(DeliveryOutcome.Delivered))]
    [InlineData("Delivered Deferred", nameof(DeliveryOutcome.Delivered))]
    [InlineData("Bounced", nameof(DeliveryOutcome.Bounced))]
    [InlineData("Bounced Delivered", nameof(DeliveryOutcome.Bounced))]
    [InlineData("Blocked Delivered", nameof(DeliveryOutcome.Blocked))]
    [InlineData("Blocked Bounced", nameof(DeliveryOutcome.Bounced))]
    [InlineData("DroppedAsDead", nameof(DeliveryOutcome.Dropped))]
    [InlineData("DroppedAsUnwanted", nameof(DeliveryOutcome.Dropped))]
    [InlineData("DroppedForOurs", nameof(DeliveryOutcome.Dropped))]
    [InlineData("DroppedForOurs Delivered", nameof(DeliveryOutcome.Delivered))]
    [InlineData("Complained Delivered", nameof(DeliveryOutcome.Complained))]
    [InlineData("Complained Bounced", nameof(DeliveryOutcome.Complained))]
    public void The_worst_that_was_reported_counts(string kinds, string outcome)
    {
        var events = kinds.Split(' ').Select((kind, index) => Event(Enum.Parse<DeliveryEventKind>(kind), index)).ToList();

        var forward = DeliveryEventRules.Apply(Accepted(), events);
        var backward = DeliveryEventRules.Apply(Accepted(), events.AsEnumerable().Reverse());

        Assert.Equal(Enum.Parse<DeliveryOutcome>(outcome), forward.Fate.Outcome);
        Assert.Equal(forward, backward);
        Assert.Equal((DeliveryState.Accepted, Noon), (forward.State, forward.AcceptedAt));
    }

    // What an event makes of a copy whose fate the mail system's answer left open.
    [Theory]
    [InlineData("Unknown", "Processed", "Accepted")]
    [InlineData("Unknown", "Delivered", "Accepted")]
    [InlineData("Unknown", "Deferred", "Accepted")]
    [InlineData("Unknown", "Bounced", "Accepted")]
    [InlineData("Unknown", "Blocked", "Accepted")]
    [InlineData("Unknown", "Complained", "Accepted")]
    [InlineData("Unknown", "DroppedAsDead", "Refused")]
    [InlineData("Unknown", "DroppedAsUnwanted", "Refused")]
    [InlineData("Unknown", "DroppedForOurs", "Unknown")]
    [InlineData("Unknown", "DroppedAsDead Delivered", "Accepted")]
    [InlineData("Sending", "Delivered", "Accepted")]
    [InlineData("TryLater", "Delivered", "Accepted")]
    [InlineData("Refused", "Delivered", "Accepted")]
    public void An_event_settles_what_the_answer_left_open(string state, string kinds, string after)
    {
        var open = Accepted() with { State = Enum.Parse<DeliveryState>(state), AcceptedAt = null, NotBefore = Noon.AddHours(4) };
        var events = kinds.Split(' ').Select((kind, index) => Event(Enum.Parse<DeliveryEventKind>(kind), index)).ToList();

        var forward = DeliveryEventRules.Apply(open, events);
        var oneByOne = events.AsEnumerable().Reverse().Aggregate(open, (row, one) => DeliveryEventRules.Apply(row, [one]));

        Assert.Equal(Enum.Parse<DeliveryState>(after), forward.State);
        Assert.Equal(forward, oneByOne);
        Assert.Equal(forward.State is DeliveryState.Accepted, forward.AcceptedAt is not null);
    }

    [Theory]
    [InlineData("bounce", "bounce", "5.1.1", "Bounced")]
    [InlineData("bounce", "bounce", "5.1.10", "Bounced")]
    [InlineData("bounce", "bounce", "5.1.8", "Blocked")]
    [InlineData("bounce", "bounce", "5.2.1", "Bounced")]
    [InlineData("bounce", "bounce", "5.2.2", "Blocked")]
    [InlineData("bounce", "bounce", "5.4.4", "Bounced")]
    [InlineData("bounce", "bounce", "5.7.1", "Blocked")]
    [InlineData("bounce", "bounce", "5.6.0", "Blocked")]
    [InlineData("bounce", "bounce", "4.2.2", "Blocked")]
    [InlineData("bounce", "bounce", "550", "Bounced")]
    [InlineData("bounce", "bounce", "554", "Blocked")]
    [InlineData("bounce", "bounce", null, "Bounced")]
    [InlineData("bounce", "blocked", "5.1.1", "Blocked")]
    [InlineData("deferred", null, null, "Deferred")]
    [InlineData("delivered", null, null, "Delivered")]
    [InlineData("processed", null, null, "Processed")]
    [InlineData("spamreport", null, null, "Complained")]
    [InlineData("open", null, null, null)]
    [InlineData("click", null, null, null)]
    [InlineData("unsubscribe", null, null, null)]
    [InlineData("group_resubscribe", null, null, null)]
    public void What_SendGrid_says_has_one_meaning(string name, string? type, string? status, string? kind) => Assert.Equal(
        kind, SendGridEventMeaning.KindOf(new SendGridEvent("id", name, Noon, null, type, status, null))?.ToString());

    [Theory]
    [InlineData("Bounced Address", "DroppedAsDead")]
    [InlineData("Invalid", "DroppedAsDead")]
    [InlineData("Spam Reporting Address", "DroppedAsUnwanted")]
    [InlineData("Unsubscribed Address", "DroppedForOurs")]
    [InlineData("Recipient List over Package Quota", "DroppedForOurs")]
    [InlineData("Spam Content (if spam checker app is enabled)", "DroppedForOurs")]
    [InlineData(null, "DroppedForOurs")]
    public void Only_what_is_said_of_the_address_is_held_against_it(string? reason, string kind) => Assert.Equal(
        kind, SendGridEventMeaning.KindOf(new SendGridEvent("id", "dropped", Noon, null, null, null, reason)).ToString());

    [Fact]
    public void Whoever_was_told_by_the_mail_systems_answer_stays_told_from_that_moment()
    {
        var before = Accepted() with { ProviderId = "abc" };

        var after = DeliveryEventRules.Apply(before, [Event(DeliveryEventKind.Processed, -60), Event(DeliveryEventKind.Bounced, 60)]);

        Assert.Equal((before.AcceptedAt, before.ProviderId, before.State), (after.AcceptedAt, after.ProviderId, after.State));
    }

    [Fact]
    public void An_event_seen_before_changes_nothing_even_when_it_says_something_else()
    {
        var once = DeliveryEventRules.Apply(Accepted(), [Event(DeliveryEventKind.Delivered, 1)]);

        Assert.Same(once, DeliveryEventRules.Apply(once, [Event(DeliveryEventKind.Delivered, 1) with { Kind = DeliveryEventKind.Bounced }]));
    }

    [Fact]
    public void Any_order_and_any_repetition_of_the_same_events_leaves_the_same_row()
    {
        var one = Gen.Select(Gen.Enum<DeliveryEventKind>(), Gen.Int[0, 30], Gen.Int[0, 2])
            .Select((kind, minute, word) => Event(kind, minute) with { Id = $"{kind}-{minute}-{word}", Code = word == 0 ? null : $"5.1.{word}", Reason = $"reason {word}" });
        var row = Gen.Int[0, 4].Select(index => new[] { Accepted(), Open(DeliveryState.Unknown), Open(DeliveryState.Sending), Open(DeliveryState.TryLater), Open(DeliveryState.Refused) }[index]);
        Gen.Select(row, one.Array[1, 80]).SelectMany((start, events) =>
            Gen.Select(Gen.Const(start), Gen.Const(events), Gen.Shuffle(events.Concat(events.Take(events.Length / 2)).ToArray()), Gen.Int[1, 7]))
            .Sample((start, events, shuffled, piece) =>
            {
                var atOnce = DeliveryEventRules.Apply(start, events.DistinctBy(item => item.Id));
                var inPieces = shuffled.Chunk(piece).Aggregate(start, (current, some) => DeliveryEventRules.Apply(current, some.DistinctBy(item => item.Id)));
                Assert.Equal(atOnce, inPieces);
            });
    }

    private static Delivery Accepted() => new(Ann, DeliveryState.Accepted, Noon, 1, "attempt", null, null, Noon, "sendgrid", null, null, 1, null);

    private static Delivery Open(DeliveryState state) => Accepted() with { State = state, AcceptedAt = null, Detail = "no answer" };

    private static DeliveryEvent Event(DeliveryEventKind kind, int minutes) => new($"{kind}-{minutes}", Notice, Ann, kind, Noon.AddMinutes(minutes), null, null);
}
