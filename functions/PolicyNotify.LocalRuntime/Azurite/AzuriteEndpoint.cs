namespace PolicyNotify.LocalRuntime.Azurite;

/// <summary>Where a running Azurite answers.</summary>
internal sealed record AzuriteEndpoint(int ProcessId, Uri Blob, Uri Queue, Uri Table)
{
    public string ConnectionString(string account, string key) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};BlobEndpoint={Blob}{account};QueueEndpoint={Queue}{account};TableEndpoint={Table}{account};";
}
