using Azure.Storage.Blobs;

namespace PolicyNotify.Storage;

/// <summary>Asks storage for a sign of life.</summary>
public sealed class StorageProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly BlobServiceClient blobs;

    internal StorageProbe(BlobServiceClient blobs) => this.blobs = blobs;

    /// <summary>Whether storage answers, and knows us, within five seconds.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await blobs.GetBlobContainerClient("policy-texts").ExistsAsync(either.Token);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Nor does it when the identity that asks gets no token.
            return false;
        }
    }
}
