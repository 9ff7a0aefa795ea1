using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace PolicyNotify.Tests.Hosting;

/// <summary>A composed service with what it stands on; built by <see cref="ServiceBuilder"/>. Disposing it also deletes its folder.</summary>
public sealed class TestService(ServiceProvider services, FakeTimeProvider clock, string folder, IReadOnlyDictionary<string, string?> settings, bool ownsFolder)
    : IAsyncDisposable
{
    /// <summary>The clock that everything in the service reads.</summary>
    public FakeTimeProvider Clock => clock;

    /// <summary>A folder of this service alone.</summary>
    public string Folder => folder;

    /// <summary>Where the pickup transport puts mails.</summary>
    public string Outbox => settings["Mail:Pickup:Folder"]!;

    /// <summary>Where the folder source of replies reads.</summary>
    public string Inbox => settings["Replies:Folder:Path"]!;

    /// <summary>The storage account's connection string.</summary>
    public string Storage => settings["AzureWebJobsStorage"]!;

    /// <summary>An API key that the service accepts.</summary>
    public string ApiKey => settings["Api:Keys:tests"]!;

    /// <summary>The settings it runs with.</summary>
    public IReadOnlyDictionary<string, string?> Settings => settings;

    /// <summary>One of the service's parts.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ownsFolder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
