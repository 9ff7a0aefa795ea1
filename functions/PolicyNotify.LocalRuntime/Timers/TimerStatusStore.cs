using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace PolicyNotify.LocalRuntime.Timers;

/// <summary>Keeps a timer's status in a blob beside the Functions host's own.</summary>
internal sealed class TimerStatusStore(BlobContainerClient container, string function)
{
    private readonly BlobClient blob = container.GetBlobClient($"timers/local/{function}/status");

    public async Task<TimerStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<TimerStatus>();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Task WriteAsync(TimerStatus status, CancellationToken cancellationToken) =>
        blob.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);
}
