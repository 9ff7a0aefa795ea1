using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>A hash over recorded deliveries, so that the audit log vouches for them without naming anybody.</summary>
internal sealed class BatchDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Count { get; private set; }

    public void Add(Delivery delivery) => Add(delivery.Recipient, delivery.State, delivery.AcceptedAt, delivery.ProviderId, delivery.Revision);

    public void Add(RecipientId recipient, DeliveryState state, DateTimeOffset? acceptedAt, string? providerId, int edition)
    {
        var line = string.Join(
            '|',
            recipient.Value,
            // Once the person counts as told, what is heard of the copy later does not change what the log vouched for.
            (acceptedAt is null ? state : DeliveryState.Accepted).ToString(),
            acceptedAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            providerId,
            edition.ToString(CultureInfo.InvariantCulture));
        hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        Count++;
    }

    /// <summary>The hash so far, in lower-case hexadecimal.</summary>
    public string Current() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();
}
