using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Standing;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies.Standing;

public sealed class StandingRuleTests
{
    private static readonly DateTimeOffset Told = new(2026, 3, 2, 11, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset InForce = new(2026, 4, 2, 22, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closes = new(2026, 5, 3, 22, 0, 0, TimeSpan.Zero);
    private static readonly RecipientId Id = RecipientId.Parse("0d5fb0a1c2e3f4a5b6c7d8e9");

    [Theory]
    [InlineData(-1, AgreementState.MayObject)]
    [InlineData(0, AgreementState.DeemedToAgree)]
    public void Silence_counts_as_agreement_from_the_end_of_the_time_to_object_and_not_before(int seconds, AgreementState expected)
    {
        var facts = Facts(Closes.AddSeconds(seconds));

        Assert.Equal(expected, StandingRule.Of(facts).State);
        Assert.Equal(expected is AgreementState.DeemedToAgree ? Closes : null, StandingRule.AgreedAt(facts));
    }

    [Theory]
    [InlineData(true, AgreementState.Objected)]
    [InlineData(false, AgreementState.ObjectedLate)]
    public void An_objection_that_stands_is_no_agreement(bool inTime, AgreementState expected)
    {
        var facts = Facts(Closes.AddYears(1)) with { Objection = Objection(inTime) };

        Assert.Equal(expected, StandingRule.Of(facts).State);
        Assert.Null(StandingRule.AgreedAt(facts));
    }

    [Fact]
    public void Whoever_took_an_objection_back_agrees_from_then_on_and_a_mistake_changes_nothing()
    {
        var later = Closes.AddDays(10);
        var facts = Facts(Closes.AddYears(1));

        Assert.Equal(later, StandingRule.AgreedAt(facts with { Objection = Withdrawn(WithdrawalGround.Person, later) }));
        Assert.Equal(Closes, StandingRule.AgreedAt(facts with { Objection = Withdrawn(WithdrawalGround.Person, Closes.AddDays(-10)) }));
        Assert.Equal(Closes, StandingRule.AgreedAt(facts with { Objection = Withdrawn(WithdrawalGround.Mistake, later) }));
    }

    [Theory]
    [InlineData(VersionState.Held)]
    [InlineData(VersionState.Scheduled)]
    public void Nobody_agrees_to_a_version_that_is_not_in_force(VersionState state)
    {
        var facts = Facts(Closes.AddDays(1));
        var waiting = facts with { Version = facts.Version with { State = state, InForceSince = null } };

        Assert.Equal(AgreementState.MayObject, StandingRule.Of(waiting).State);
        Assert.Null(StandingRule.AgreedAt(waiting));
    }

    [Fact]
    public void A_mail_that_came_back_was_not_told_whatever_the_mail_system_said_first()
    {
        var facts = Facts(Closes.AddDays(1));
        var delivery = facts.Delivery!;
        var bounced = delivery with { Fate = DeliveryFate.None with { Bounce = new(Told.AddHours(1), IsPermanent: true, "5.1.1", "No such user") } };
        var dropped = delivery with { Fate = DeliveryFate.None with { Dropped = new(Told.AddHours(1), IsPermanent: false, null, null) } };
        var soft = delivery with { Fate = DeliveryFate.None with { Bounce = new(Told.AddHours(1), IsPermanent: false, "4.2.2", "Full"), DeliveredAt = Told.AddHours(9) } };

        Assert.Equal((AgreementState.NotTold, "The mail came back for good (5.1.1)."), StandingRule.Of(facts with { Delivery = bounced }));
        Assert.Equal(AgreementState.NotTold, StandingRule.Of(facts with { Delivery = dropped }).State);
        Assert.Equal(AgreementState.DeemedToAgree, StandingRule.Of(facts with { Delivery = soft }).State);
        Assert.Null(StandingRule.AgreedAt(facts with { Delivery = bounced }));
    }

    [Theory]
    [InlineData(DeliveryState.Refused, "refused the mail: 550 5.1.1")]
    [InlineData(DeliveryState.Suppressed, "No mail was sent")]
    [InlineData(DeliveryState.Unknown, "is not known")]
    [InlineData(DeliveryState.TryLater, "No copy")]
    public void A_copy_that_was_never_taken_is_not_told_and_says_why(DeliveryState state, string why)
    {
        var facts = Facts(Closes.AddDays(1));
        var (found, words) = StandingRule.Of(facts with { Delivery = facts.Delivery! with { State = state, AcceptedAt = null, Detail = "550 5.1.1" } });

        Assert.Equal(AgreementState.NotTold, found);
        Assert.Contains(why, words, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_has_no_copy_is_told_apart_by_why()
    {
        var facts = Facts(Closes.AddDays(1)) with { Delivery = null };
        var person = facts.Recipient!;
        var scheduled = facts.Version with { State = VersionState.Scheduled, InForceSince = null };

        Assert.Contains("not verified", StandingRule.Of(facts with { Recipient = person with { Verification = null } }).Why, StringComparison.Ordinal);
        Assert.Contains("too late", StandingRule.Of(facts with { Recipient = person with { Verification = new(Told, "import", InForce.AddDays(-5)) } }).Why, StringComparison.Ordinal);
        Assert.Equal(AgreementState.JoinedLater, StandingRule.Of(facts with { Recipient = person with { AddedAt = InForce } }).State);
        Assert.Equal(AgreementState.NotTold, StandingRule.Of(facts with { Recipient = person with { AddedAt = InForce.AddSeconds(-1) } }).State);
        Assert.Equal(AgreementState.ToBeTold, StandingRule.Of(facts with { Version = scheduled }).State);
        Assert.Equal(AgreementState.NotTold, StandingRule.Of(facts with { Recipient = null }).State);
    }

    [Fact]
    public void Of_somebody_who_has_gone_nothing_is_concluded()
    {
        var facts = Facts(Closes.AddDays(1)) with { Recipient = null };

        Assert.Equal(AgreementState.Gone, StandingRule.Of(facts).State);
        Assert.Null(StandingRule.AgreedAt(facts));
        Assert.Equal(AgreementState.Objected, StandingRule.Of(facts with { Objection = Objection(inTime: true) }).State);
    }

    [Fact]
    public void Minor_and_withdrawn_versions_ask_nobody()
    {
        var facts = Facts(Closes.AddDays(1));

        Assert.Equal(AgreementState.Announced, StandingRule.Of(facts with { Version = facts.Version with { Significance = Significance.Minor } }).State);
        Assert.Equal(AgreementState.Withdrawn, StandingRule.Of(facts with { Version = facts.Version with { State = VersionState.Withdrawn } }).State);
    }

    private static StandingFacts Facts(DateTimeOffset now) => new(
        new(
            NoticeJourney.Privacy, new VersionNumber(2, 0), "Privacy Policy", "en", TextHash.Parse(new string('a', 64)), Significance.Significant, null, null,
            Told.AddHours(-1), "key:legal", new DateOnly(2026, 4, 3), "Europe/Berlin", InForce, VersionState.InForce, InForce, null),
        InForce.AddDays(-31),
        new(Id, "ada@example.net", null, null, new(Told.AddDays(-9), "import", Told.AddDays(-9)), Told.AddDays(-9)),
        new(Id, DeliveryState.Accepted, Told, 1, null, null, null, Told, "pickup", null, null, 1, null),
        new(Closes, now < Closes),
        null,
        now);

    private static ObjectionRecord Objection(bool inTime) => new(
        NoticeJourney.Second, Id, Told.AddDays(1), new(Closes, inTime), [ReplyId.Of(new string('a', 64))], new string('a', 64), [], null, AcknowledgementRecord.Due, null)
    {
        Changes = [new(1, ObjectionChangeKind.Recorded, Told.AddDays(1), "system:replies", null, null, null, null)],
    };

    private static ObjectionRecord Withdrawn(WithdrawalGround because, DateTimeOffset at) =>
        Objection(inTime: true).With(new(0, ObjectionChangeKind.Withdrawn, at, "key:legal", null, because, "Nora Daly", "So she wrote."));
}
