using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class RawMailStoreTests(AzuriteFixture azurite)
{
    private static readonly byte[] Mail = Encoding.UTF8.GetBytes("From: some.body@example.net\r\n\r\nI object.\r\n");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_mail_from_many_at_once_is_stored_for_all_of_them()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreAsync(service)));

        var hash = Assert.Single(hashes.Distinct());
        await using var stored = await service.Get<RawMailStore>().OpenAsync(hash, Cancellation);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, Cancellation);
        Assert.Equal(Mail, copy.ToArray());
    }

    [Fact]
    public async Task Other_bytes_under_its_name_are_not_taken_for_the_mail()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var hash = await StoreAsync(service);
        var blob = service.Get<BlobServiceClient>().GetBlobContainerClient("raw-mail").GetBlobClient($"{hash}.eml");
        await blob.UploadAsync(BinaryData.FromBytes([.. Mail.Reverse()]), overwrite: true, Cancellation);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => StoreAsync(service));

        Assert.Contains($"raw-mail/{hash}.eml", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_that_leaves_nothing_stored_is_no_success()
    {
        await using var working = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        options.AddPolicy(new ConflictPolicy(), HttpPipelinePosition.PerCall);
        await using var service = await new ServiceBuilder(azurite).Beside(working)
            .WithServices(services => services.AddSingleton(new BlobServiceClient(working.Storage, options)))
            .StartAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => StoreAsync(service));

        Assert.Equal(409, failure.Status);
    }

    private static async Task<string> StoreAsync(TestService service)
    {
        using var content = new MemoryStream(Mail);
        return await service.Get<RawMailStore>().StoreAsync(content, Cancellation);
    }

    /// <summary>Answers every upload as storage does while a container is being deleted.</summary>
    private sealed class ConflictPolicy : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.Request.Method == RequestMethod.Put && message.Request.Uri.Path.EndsWith(".eml", StringComparison.Ordinal))
                message.Response = new Conflict();
            else
                await ProcessNextAsync(message, pipeline);
        }
    }

    private sealed class Conflict : Response
    {
        public override int Status => 409;

        public override string ReasonPhrase => "The specified container is being deleted.";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }
    }
}
