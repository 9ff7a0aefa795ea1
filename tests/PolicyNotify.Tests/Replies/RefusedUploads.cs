using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace PolicyNotify.Tests.Replies;

/// <summary>Storage that answers every upload of a mail as it does while a container is being deleted.</summary>
internal sealed class RefusedUploads : HttpPipelinePolicy
{
    public static void Replace(IServiceCollection services, string storage)
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        options.AddPolicy(new RefusedUploads(), HttpPipelinePosition.PerCall);
        services.AddSingleton(new BlobServiceClient(storage, options));
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Method == RequestMethod.Put && message.Request.Uri.Path.EndsWith(".eml", StringComparison.Ordinal))
            message.Response = new Conflict();
        else
            await ProcessNextAsync(message, pipeline);
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
