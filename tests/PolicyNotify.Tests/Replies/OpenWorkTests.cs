using Azure.Data.Tables;
using PolicyNotify.Evidence;
using PolicyNotify.Replies;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Replies.Watching;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;
using PolicyNotify.Tests.Replies.HandingOn;

namespace PolicyNotify.Tests.Replies;

/// <summary>What is open is found by its marks, without reading what was settled long ago.</summary>
public sealed class OpenWorkTests(AzuriteFixture azurite)
{
    private const string Request = "Please send me a copy of all personal data you hold about me under article 15 GDPR.";

    private static readonly string[] Settled = [.. "0123456789abcdef".Select(digit => digit + new string('0', 23))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_runs_each_minute_reads_nothing_that_is_settled()
    {
        await using var journey = await WebhookJourney.StartAsync(azurite, Cancellation);
        var (service, replies) = (journey.Service, journey.Replies);
        var waiting = await ReplyResolutionTests.WaitingAsync(replies);
        await journey.ObjectAsync(journey.Person(2), Cancellation);
        await journey.DeliverAsync(Cancellation);

        // Rows that nobody can read: whoever reads one fails.
        var tables = new TableServiceClient(service.Storage);
        foreach (var id in Settled)
        {
            await AddAsync(tables, "replies", new(id[..1], id) { ["NeedsReview"] = true, ["IsOpenRequest"] = true, ["IsDone"] = false });
            await AddAsync(tables, "objections", new(NoticeJourney.Second.ToString(), id) { ["HandingOn"] = "Due" });
            await AddAsync(tables, "webhooks", new("accounts", $"e_{id}") { ["State"] = "Dead" });
        }

        await service.Get<ReplyCollector>().CollectAsync(Cancellation);
        await service.Get<WebhookDelivery>().RunAsync(Cancellation);
        await service.Get<ReplyWatch>().RunAsync(Cancellation);

        Assert.Equal(waiting, Assert.Single(await service.Get<ReplyDirectory>().ListAsync(onlyForReview: true, Cancellation)).Id);
        Assert.Empty(await service.Get<WebhookDirectory>().ListAsync(WebhookState.Dead, Cancellation));
    }

    [Fact]
    public async Task The_marks_say_what_the_replies_themselves_say_at_each_step()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var waiting = await ReplyResolutionTests.WaitingAsync(journey);
        await AssertMarksAsync(service, ReplyMarks.Review, [waiting]);
        var request = await ReplyResolutionTests.ReceiveAsync(journey, 2, Request);
        await AssertMarksAsync(service, ReplyMarks.Request, [request]);
        await AssertMarksAsync(service, ReplyMarks.Unfinished, []);

        await service.Get<ReplyResolver>().ResolveAsync(waiting, ReplyDecision.Read("request", "Nora Daly", "Erasure.", null, null), Actor.Key("legal"), Cancellation);
        await AssertMarksAsync(service, ReplyMarks.Review, []);
        await AssertMarksAsync(service, ReplyMarks.Request, [request, waiting]);

        await service.Get<RequestDesk>().CloseAsync(request, PersonDecision.Read("Ida Moor", "Sent by mail."), Actor.Key("legal"), Cancellation);
        await AssertMarksAsync(service, ReplyMarks.Request, [waiting]);
    }

    [Fact]
    public async Task What_was_begun_is_gone_on_with_after_the_last_one_and_comes_round()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var store = service.Get<ReplyStore>();
        var now = service.Clock.GetUtcNow();
        var ids = new[] { '0', '3', '3', 'a', 'f' }.Select((digit, at) => ReplyId.Of($"{digit}{at}" + new string('0', 62))).ToList();
        foreach (var id in ids)
            await store.AddAsync(new(id, id.Value + new string('0', 40), "folder", now, now, null, IsDone: false, null), Cancellation);

        Assert.Equal(ids, await ReadAsync(null));
        Assert.Equal([ids[2], ids[3], ids[4], ids[0], ids[1]], await ReadAsync(ids[1]));
        Assert.Equal(ids, await ReadAsync(ids[4]));

        var waiting = (await store.FindAsync(ids[3], Cancellation))!;
        waiting = await store.UpdateAsync(waiting with { ResumeAt = now.AddTicks(1) }, Cancellation);
        Assert.Equal([ids[0], ids[1], ids[2], ids[4]], await ReadAsync(null));
        await store.UpdateAsync(waiting with { ResumeAt = now }, Cancellation);
        Assert.Equal(ids, await ReadAsync(null));

        async Task<IReadOnlyList<ReplyId>> ReadAsync(ReplyId? after) => await store.ReadUnfinishedAsync(after, now, Cancellation).Select(reply => reply.Id).ToListAsync(Cancellation);
    }

    private static async Task AddAsync(TableServiceClient tables, string table, TableEntity row) => await tables.GetTableClient(table).AddEntityAsync(row, Cancellation);

    private static async Task AssertMarksAsync(TestService service, ReplyMarks mark, IEnumerable<ReplyId> expected)
    {
        var store = service.Get<ReplyStore>();
        var marked = await store.ReadMarkedAsync(mark, Cancellation).Select(reply => reply.Id.Value).ToListAsync(Cancellation);
        var whole = await store.ReadAsync(Cancellation).Where(reply => reply.Marks.HasFlag(mark)).Select(reply => reply.Id.Value).ToListAsync(Cancellation);

        Assert.Equal(expected.Select(id => id.Value).Order(StringComparer.Ordinal), marked.Order(StringComparer.Ordinal));
        Assert.Equal(whole.Order(StringComparer.Ordinal), marked.Order(StringComparer.Ordinal));
    }
}
