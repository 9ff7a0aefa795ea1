using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace PolicyNotify.Storage;

/// <summary>The tables, containers and queues of one installation; each is created the first time it is asked for.</summary>
internal sealed class StorageLayout(TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues)
{
    private readonly Dictionary<string, Task> created = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public async Task<TableClient> TableAsync(string name, CancellationToken cancellationToken)
    {
        var table = tables.GetTableClient(name);
        await OnceAsync($"table:{name}", () => table.CreateIfNotExistsAsync(CancellationToken.None)).WaitAsync(cancellationToken);
        return table;
    }

    public async Task<BlobContainerClient> ContainerAsync(string name, CancellationToken cancellationToken)
    {
        var container = blobs.GetBlobContainerClient(name);
        await OnceAsync($"blob:{name}", () => container.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None)).WaitAsync(cancellationToken);
        return container;
    }

    public async Task<QueueClient> QueueAsync(string name, CancellationToken cancellationToken)
    {
        var queue = queues.GetQueueClient(name);
        await OnceAsync($"queue:{name}", () => queue.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None)).WaitAsync(cancellationToken);
        return queue;
    }

    private Task OnceAsync(string key, Func<Task> create)
    {
        lock (gate)
        {
            if (!created.TryGetValue(key, out var task) || task.IsFaulted || task.IsCanceled)
            {
                created[key] = task = create();
            }

            return task;
        }
    }
}
