using System.Net;
using System.Text;
using System.Text.Json;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Replies;

namespace PolicyNotify.Tests.Functions;

public sealed class ResolveReplyFunctionTests(AzuriteFixture azurite)
{
    private const string Objection = """{"as": "objection", "by": "Nora Daly", "why": "It was hers."}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_is_answered_with_the_reply_as_it_then_stands_and_another_one_with_409()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await ReplyResolutionTests.WaitingAsync(journey);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        var (status, reply) = await PostAsync(client, id.Value, Objection);
        var (again, _) = await PostAsync(client, id.Value, Objection);
        var (conflict, problem) = await PostAsync(client, id.Value, Objection.Replace("objection", "other", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict), (status, again, conflict));
        Assert.False(reply.GetProperty("needsReview").GetBoolean());
        var resolution = Assert.Single(reply.GetProperty("resolutions").EnumerateArray());
        Assert.Equal("objection", resolution.GetProperty("as").GetString());
        Assert.Equal("Nora Daly", resolution.GetProperty("by").GetString());
        Assert.Equal("It was hers.", resolution.GetProperty("why").GetString());
        Assert.Equal("key:tests", resolution.GetProperty("actor").GetString());
        Assert.Equal("urn:policynotify:problem:conflicting-state", problem.GetProperty("type").GetString());
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
    }

    [Theory]
    [InlineData("""{"as": "objection", "by": "Nora Daly"}""", "why")]
    [InlineData("""{"as": "objection", "why": "It was hers."}""", "by")]
    [InlineData("""{"as": "maybe", "by": "Nora Daly", "why": "It was hers."}""", "as")]
    [InlineData("""{"as": 1, "by": "Nora Daly", "why": "It was hers."}""", "as")]
    [InlineData("as=objection", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    public async Task A_decision_that_is_none_is_refused_with_its_field(string body, string field)
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await ReplyResolutionTests.WaitingAsync(journey);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        var (status, problem) = await PostAsync(client, id.Value, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(field, Assert.Single(problem.GetProperty("diagnostics").EnumerateArray()).GetProperty("field").GetString());
        Assert.True(Assert.Single(await journey.RepliesAsync(Cancellation)).NeedsReview);
    }

    [Fact]
    public async Task An_objection_of_nobody_is_refused_until_notice_and_recipient_are_named()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var id = await ReplyResolutionTests.WaitingAsync(journey, matched: false);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        var (refused, problem) = await PostAsync(client, id.Value, Objection);
        var (accepted, _) = await PostAsync(client, id.Value, """{"as": "objection", "by": "Nora Daly", "why": "It was hers.", "notice": "privacy-2.0", "recipient": "person1@example.net"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (refused, accepted));
        Assert.Equal(2, problem.GetProperty("diagnostics").GetArrayLength());
        Assert.Single(await journey.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_reply_that_is_not_there_is_404_and_a_caller_without_a_key_is_401()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(client, new string('a', 24), Objection)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(client, "nonsense", Objection)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(host.Client, new string('a', 24), Objection)).Status);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(HttpClient client, string id, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"/api/replies/{id}/resolve", content, Cancellation);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement);
    }
}
