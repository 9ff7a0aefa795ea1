using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace PolicyNotify.LocalRuntime.Storage;

/// <summary>Clients for the storage accounts that settings name, read as the Functions host reads them.</summary>
internal sealed class StorageAccounts(IConfiguration configuration)
{
    public const string HostSetting = "AzureWebJobsStorage";

    /// <summary>Whether the settings name an account under this name.</summary>
    public static bool IsConfigured(IConfiguration configuration, string setting) =>
        !string.IsNullOrEmpty(configuration[setting]) || !string.IsNullOrEmpty(configuration[AccountName(setting)]);

    public BlobContainerClient HostContainer() =>
        Create(HostSetting, text => new BlobServiceClient(text), account => new BlobServiceClient(Address(account, "blob"), new DefaultAzureCredential()))
            .GetBlobContainerClient("azure-webjobs-hosts");

    /// <summary>A queue whose messages are read and written as they are: the runtime decodes them itself, to tell those that cannot be decoded.</summary>
    public QueueClient Queue(string? setting, string name) =>
        Create(setting ?? HostSetting, text => new QueueServiceClient(text), account => new QueueServiceClient(Address(account, "queue"), new DefaultAzureCredential()))
            .GetQueueClient(name);

    private static string AccountName(string setting) => $"{setting}:accountName";

    private static Uri Address(string account, string service) => new($"https://{account}.{service}.core.windows.net");

    private T Create<T>(string setting, Func<string, T> fromConnectionString, Func<string, T> fromAccount)
    {
        if (configuration[setting] is { Length: > 0 } text)
        {
            return fromConnectionString(text);
        }

        return configuration[AccountName(setting)] is { Length: > 0 } account
            ? fromAccount(account)
            : throw new LocalRuntimeException($"Set {setting} to a storage connection string, or {setting}__accountName to an account's name.");
    }
}
