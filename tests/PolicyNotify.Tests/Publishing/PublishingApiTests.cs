using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

public sealed class PublishingApiTests(AzuriteFixture azurite)
{
    private const string Versions = "/api/documents/privacy/versions";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_version_is_created_at_its_own_address_and_the_same_text_again_is_not()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        using var created = await PublishAsync(client, new PolicyDraft());
        using var again = await PublishAsync(client, new PolicyDraft());
        using var there = await host.Client.GetAsync(created.Headers.Location, Cancellation);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (created.StatusCode, again.StatusCode, there.StatusCode));
        Assert.Equal("/api/documents/privacy/versions/1.0", created.Headers.Location!.ToString());
        var result = await ReadAsync<PublishResult>(created);
        Assert.Equal(("1.0", "key:tests", true), (result.Version.Number.ToString(), result.Version.PublishedBy, result.Created));
        Assert.False((await ReadAsync<PublishResult>(again)).Created);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Without_a_right_key_nothing_is_published(string? key)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        host.Client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);

        using var response = await PublishAsync(host.Client, new PolicyDraft());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await service.Get<VersionStore>().ListDocumentsAsync(Cancellation));
    }

    [Fact]
    public async Task A_refused_text_is_answered_with_every_finding_and_a_large_one_with_its_size()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        using var client = host.ClientWithKey();

        using var refused = await client.PostAsync(Versions, new StringContent("---\ntitle: Privacy\neffective: soon\n---\n\nText.\n"), Cancellation);
        using var large = await client.PostAsync(Versions, new ByteArrayContent(new byte[2_000_001]), Cancellation);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.RequestEntityTooLarge), (refused.StatusCode, large.StatusCode));
        var finding = (await ReadAsync<JsonElement>(refused)).GetProperty("diagnostics")[0];
        Assert.Equal(("privacy.md", 3, "effective"), (finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32(), finding.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Documents_and_versions_are_listed_for_everybody()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());
        await driver.PublishAsync(new PolicyDraft { Title = "Privacy" }.Sharing());

        var documents = await GetAsync<IReadOnlyList<DocumentOverview>>(host, "/api/documents");
        var versions = await GetAsync<IReadOnlyList<PolicyVersion>>(host, Versions);

        var privacy = Assert.Single(documents);
        Assert.Equal(("Privacy", "1.0", "2.0", 1), (privacy.Title, privacy.InForce!.Number.ToString(), privacy.Latest.Number.ToString(), privacy.Pending.Count));
        Assert.Equal(["1.0", "2.0"], versions.Select(version => version.Number.ToString()));
    }

    [Theory]
    [InlineData("/api/documents/terms/versions")]
    [InlineData("/api/documents/NOT-A-NAME/versions")]
    [InlineData(Versions + "/9.0")]
    [InlineData(Versions + "/one")]
    [InlineData(Versions + "/1.0/redline")]
    [InlineData(Versions + "/1.1/redline?from=0.9")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());
        await driver.PublishAsync(new PolicyDraft().Reworded("x"));

        using var response = await host.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_version_is_told_as_json_markdown_or_html_as_the_caller_accepts()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var draft = new PolicyDraft { Title = "A <b>bold</b> policy" };
        await new PublishingDriver(service).PublishAsync(draft);

        var json = await ReadAsync<VersionDetails>(await GetAsync(host, Versions + "/1.0", null));
        var markdown = await GetAsync(host, Versions + "/1.0", "text/markdown");
        var html = await (await GetAsync(host, Versions + "/1.0", "text/html, application/json;q=0.5")).Content.ReadAsStringAsync(Cancellation);
        var none = await GetAsync(host, Versions + "/1.0", "image/png");

        Assert.Equal((draft.ToString(), "1.0"), (json.Text, json.Version.Number.ToString()));
        Assert.Equal(draft.Bytes, await markdown.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(("text/markdown", "Accept"), (markdown.Content.Headers.ContentType!.MediaType, markdown.Headers.Vary.Single()));
        Assert.Contains("<title>A &lt;b&gt;bold&lt;/b&gt; policy</title>", html, StringComparison.Ordinal);
        Assert.Contains("<h1 id=\"privacy\">Privacy</h1>", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotAcceptable, none.StatusCode);
    }

    [Fact]
    public async Task A_published_text_is_tagged_by_its_hash_and_may_be_kept_for_ever()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var version = (await new PublishingDriver(service).PublishAsync(new PolicyDraft())).Version;

        using var first = await GetAsync(host, Versions + "/1.0", "text/markdown");
        using var request = new HttpRequestMessage(HttpMethod.Get, Versions + "/1.0");
        request.Headers.Accept.ParseAdd("text/markdown");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal($"\"{version.TextHash}\"", first.Headers.ETag!.Tag);
        Assert.Contains("immutable", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("application/json", "{")]
    [InlineData("text/html", "<!doctype html>")]
    [InlineData("text/markdown", "")]
    [InlineData("text/plain", "")]
    public async Task A_redline_between_any_two_versions_is_told_in_four_forms(string form, string start)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());
        await driver.PublishAsync(new PolicyDraft().Reworded("x"));
        await driver.PublishAsync(new PolicyDraft().Reworded("y").Sharing());

        using var before = await GetAsync(host, Versions + "/2.0/redline", form);
        using var first = await GetAsync(host, Versions + "/2.0/redline?from=1.0", form);

        foreach (var response in new[] { before, first })
        {
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.Equal(form, response.Content.Headers.ContentType!.MediaType);
            Assert.StartsWith(start, text, StringComparison.Ordinal);
            Assert.Contains("advertising partners", text, StringComparison.Ordinal);
            Assert.NotNull(response.Headers.ETag);
        }
    }

    private static Task<HttpResponseMessage> PublishAsync(HttpClient client, PolicyDraft draft) =>
        client.PostAsync(Versions, new ByteArrayContent(draft.Bytes), Cancellation);

    private static async Task<HttpResponseMessage> GetAsync(TestHost host, string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        return await host.Client.SendAsync(request, Cancellation);
    }

    private static async Task<T> GetAsync<T>(TestHost host, string path)
    {
        using var response = await host.Client.GetAsync(path, Cancellation);
        return await ReadAsync<T>(response);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<T>(await response.Content.ReadAsByteArrayAsync(Cancellation), PolicyNotifyJson.Compact)!;
}
