using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies;

public sealed class ReplyMatchingTests(AzuriteFixture azurite)
{
    private const string OldKey = "the first key that signed reply addresses";
    private const string NewKey = "the second key that signs reply addresses";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_of_a_replaced_key_still_matches()
    {
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder.With("Replies:TokenKeys:0", OldKey), Cancellation);
        await using var service = journey.Service;
        await using var rotated = await new ServiceBuilder(azurite).Beside(service)
            .With("Replies:TokenKeys:0", NewKey).With("Replies:TokenKeys:1", OldKey).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection, references: false));

        await rotated.Get<ReplyCollector>().CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(MatchBasis.Token, reply.Basis);
        Assert.Empty(reply.MatchRemarks);
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
    }

    [Theory]
    [InlineData(true, MatchBasis.MessageId)]
    [InlineData(false, MatchBasis.Sender)]
    public async Task A_token_that_no_key_signed_falls_to_the_next_basis_and_says_so(bool references, MatchBasis basis)
    {
        var journey = await ReplyJourney.StartAsync(azurite, builder => builder.With("Replies:TokenKeys:0", OldKey), Cancellation);
        await using var service = journey.Service;
        await using var rotated = await new ServiceBuilder(azurite).Beside(service).With("Replies:TokenKeys:0", NewKey).StartAsync(Cancellation);
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection, references: references));

        await rotated.Get<ReplyCollector>().CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(basis, reply.Basis);
        Assert.Equal(journey.Notices.Person(1).Id, reply.Recipient);
        Assert.Equal("It was sent to a reply address that none of our keys signed.", Assert.Single(reply.MatchRemarks));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_it_answers_is_looked_up_and_never_searched_for(bool isForged)
    {
        var requests = new TableRequests();
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        await using var watched = await new ServiceBuilder(azurite).Beside(service)
            .WithServices(services => services.RemoveAll<TableServiceClient>().AddSingleton(new TableServiceClient(service.Storage, requests.Watch(new TableClientOptions()))))
            .StartAsync(Cancellation);
        var mail = journey.Answer(journey.Notices.Person(1), ReplyJourney.Objection, "elsewhere@example.org", toToken: false);
        var id = journey.NoticeTo(journey.Notices.Person(1)).MessageId!;
        journey.Drop("one.eml", isForged ? mail.Replace(id, (id[0] == '0' ? "1" : "0") + id[1..], StringComparison.Ordinal) : mail);

        await watched.Get<ReplyCollector>().CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.Equal(isForged ? MatchBasis.None : MatchBasis.MessageId, reply.Basis);
        Assert.Equal(isForged ? 1 : 0, reply.MatchRemarks.Count);
        Assert.True(reply.NeedsReview);
        Assert.NotEmpty(requests.Paths);
        Assert.DoesNotContain(requests.Paths, path => path.EndsWith("/deliveries()", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_objection_of_nobody_we_know_waits_with_those_whom_it_names()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var person = journey.Notices.Person(2);
        journey.Drop("one.eml", journey.Answer(person, $"{ReplyJourney.Objection}\r\nMy account is under {person.Address}.", "new@example.org", toToken: false, references: false));

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.True(reply.NeedsReview);
        Assert.Equal(MatchBasis.None, reply.Basis);
        Assert.Null(reply.Recipient);
        var candidate = Assert.Single(reply.Candidates);
        Assert.Equal((NoticeJourney.Second, person.Id), (candidate.Notice, candidate.Recipient));
        Assert.Empty(await journey.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task An_objection_that_names_nobody_waits_with_the_notices_it_may_mean()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        journey.Drop("one.eml", journey.Answer(journey.Notices.Person(2), ReplyJourney.Objection, "new@example.org", toToken: false, references: false));

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.RepliesAsync(Cancellation));
        Assert.True(reply.NeedsReview);
        var candidate = Assert.Single(reply.Candidates);
        Assert.Equal(NoticeJourney.Second, candidate.Notice);
        Assert.Null(candidate.Recipient);
    }

    private sealed class TableRequests : HttpPipelineSynchronousPolicy
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> paths = new();

        public IReadOnlyCollection<string> Paths => paths;

        public TableClientOptions Watch(TableClientOptions options)
        {
            options.AddPolicy(this, HttpPipelinePosition.PerCall);
            return options;
        }

        public override void OnSendingRequest(HttpMessage message) => paths.Enqueue(message.Request.Uri.ToUri().AbsolutePath);
    }
}
