using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>()
            .Configure<IConfiguration>((options, configuration) =>
            {
                options.ConnectionString = configuration[StorageOptions.Setting] is { Length: > 0 } text ? text : null;
                options.AccountName = configuration[$"{StorageOptions.Setting}:accountName"];
            })
            .Validate(
                options => options.ConnectionString is not null || options.AccountName is { Length: > 0 },
                $"Set {StorageOptions.Setting} to a storage connection string, or {StorageOptions.Setting}__accountName to the name of an account that this process's identity may use.")
            .ValidateOnStart();

        services.AddSingleton(provider => Create(
            provider, text => new TableServiceClient(text), account => new TableServiceClient(Endpoint(account, "table"), new DefaultAzureCredential())));
        services.AddSingleton(provider => Create(
            provider, text => new BlobServiceClient(text), account => new BlobServiceClient(Endpoint(account, "blob"), new DefaultAzureCredential())));
        services.AddSingleton(provider => Create(
            provider,
            text => new QueueServiceClient(text, QueueOptions()),
            account => new QueueServiceClient(Endpoint(account, "queue"), new DefaultAzureCredential(), QueueOptions())));
        services.AddSingleton<StorageLayout>();
        services.AddSingleton(provider => new StorageProbe(provider.GetRequiredService<BlobServiceClient>()));
        return services;
    }

    // The Functions host reads base64 by default; plain text would land in the poison queue unseen.
    private static QueueClientOptions QueueOptions() => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    private static Uri Endpoint(string account, string service) => new($"https://{account}.{service}.core.windows.net");

    private static T Create<T>(IServiceProvider provider, Func<string, T> fromConnectionString, Func<string, T> fromAccount)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        return options.ConnectionString is { } text ? fromConnectionString(text) : fromAccount(options.AccountName!);
    }
}
