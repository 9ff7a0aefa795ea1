using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class UnjudgedMailTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_over_which_the_rules_break_down_waits_for_a_reader()
    {
        var broken = (ReplyJudge)RuntimeHelpers.GetUninitializedObject(typeof(ReplyJudge));
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder.WithServices(services => services.AddSingleton(broken)), Cancellation);
        await using var service = journey.Service;
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection));

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.True(reply.NeedsReview);
        Assert.Equal(journey.Notices.Person(1).Id, reply.Recipient);
        Assert.Contains("close my account", reply.Text, StringComparison.Ordinal);
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_mail_that_no_row_can_hold_waits_for_a_reader()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), $"I object. {new string('\u0001', 190_000)}"));

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.True(reply.NeedsReview);
        Assert.Equal(journey.Notices.Person(1).Id, reply.Recipient);
        Assert.StartsWith("I object.", reply.Text, StringComparison.Ordinal);
    }
}
