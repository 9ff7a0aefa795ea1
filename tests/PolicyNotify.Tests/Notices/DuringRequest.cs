using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PolicyNotify.Tests.Notices;

/// <summary>Lets something happen just before the next request to a table: what somebody else does between two steps of ours.</summary>
internal sealed class DuringRequest(Func<Request, bool> isMeant) : HttpPipelinePolicy
{
    private Func<Task>? action;

    /// <summary>Before the next request whose path holds a text.</summary>
    public DuringRequest(string path)
        : this(request => request.Uri.ToUri().AbsolutePath.Contains(path, StringComparison.Ordinal))
    {
    }

    /// <summary>Puts it between the service and its tables.</summary>
    public void Watch(IServiceCollection services) => services.RemoveAll<TableServiceClient>().AddSingleton(provider =>
    {
        var options = new TableClientOptions();
        options.AddPolicy(this, HttpPipelinePosition.PerCall);
        return new TableServiceClient(provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"], options);
    });

    /// <summary>What is to happen, once.</summary>
    public void Then(Func<Task> next) => action = next;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (isMeant(message.Request) && Interlocked.Exchange(ref action, null) is { } once)
        {
            await once();
        }

        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}
