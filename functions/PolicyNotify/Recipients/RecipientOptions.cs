namespace PolicyNotify.Recipients;

/// <summary>How recipients are named and imported. Section <c>Recipients</c>.</summary>
public sealed class RecipientOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Recipients";

    /// <summary>The fewest characters of <see cref="IdKey"/>: 32, so that addresses cannot be found by trying keys.</summary>
    public const int ShortestIdKey = 32;

    /// <summary>
    /// The secret that turns an address into a recipient id. Kept for the life of the installation: with another key every
    /// recipient would be a stranger to the deliveries and objections already recorded.
    /// </summary>
    public string? IdKey { get; set; }

    /// <summary>The largest file one import accepts, in bytes; 100 MB by default.</summary>
    public long MaximumImportBytes { get; set; } = 100_000_000;
}
