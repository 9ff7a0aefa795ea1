namespace PolicyNotify.Storage;

/// <summary>Where state is kept. Read from the settings that the Functions host itself uses, so that both always mean the same account.</summary>
internal sealed class StorageOptions
{
    /// <summary>The setting (or section, for managed identity) that names the account.</summary>
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>A connection string; null when <see cref="AccountName"/> and the process's identity are used instead.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The account's name for access with the process's identity.</summary>
    public string? AccountName { get; set; }
}
