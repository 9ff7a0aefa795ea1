using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using PolicyNotify.LocalRuntime.Storage;

namespace PolicyNotify.LocalRuntime.Timers;

/// <summary>A blob lease that lets one process at a time run a timer. Renewed while held; a killed holder's runs out by itself.</summary>
internal sealed class SingletonLease : IAsyncDisposable
{
    /// <summary>The shortest lease that blob storage grants.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(5);

    private readonly BlobLeaseClient lease;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task renewal;

    private SingletonLease(BlobLeaseClient lease)
    {
        this.lease = lease;
        renewal = RenewAsync();
    }

    /// <summary>Signalled when another process may hold the lease by now.</summary>
    public CancellationToken Lost => lost.Token;

    public static async Task<SingletonLease?> TryAcquireAsync(BlobContainerClient container, string name, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient($"locks/local/{name}");
        var lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            return new SingletonLease(lease);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return null;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound || exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await CreateAsync(container, blob, cancellationToken);
            return await TryAcquireAsync(container, name, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await renewal;
        try
        {
            await lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            // Lost already, or storage is gone: it ends by itself within its duration.
        }

        stopping.Dispose();
        lost.Dispose();
    }

    private static async Task CreateAsync(BlobContainerClient container, BlobClient blob, CancellationToken cancellationToken)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            await blob.UploadAsync(BinaryData.Empty, overwrite: false, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Another process was first.
        }
    }

    // Measured by the machine's clock and not the application's: the storage service counts leases in real time.
    private async Task RenewAsync()
    {
        var renewed = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await Task.Delay(RenewalInterval, TimeProvider.System, stopping.Token);
                await lease.RenewAsync(cancellationToken: stopping.Token);
                renewed = TimeProvider.System.GetTimestamp();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (StorageFailure.Is(exception))
            {
                if (exception is RequestFailedException { Status: 404 or 409 or 412 } || TimeProvider.System.GetElapsedTime(renewed) > Duration - RenewalInterval)
                {
                    await lost.CancelAsync();
                    return;
                }
            }
        }
    }
}
