using System.Globalization;
using Azure.Data.Tables;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>A version as a table row: partition the document, row key the number, padded so that rows sort as versions do.</summary>
internal static class VersionRow
{
    /// <summary>The first character of every version's row key; the head row's key starts with another.</summary>
    public const string Prefix = "v";

    public static string KeyOf(VersionNumber number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number.Major:D10}.{number.Minor:D10}");

    public static TableEntity Write(PolicyVersion version) => new(version.Document.Value, KeyOf(version.Number))
    {
        [nameof(PolicyVersion.Number)] = version.Number.ToString(),
        [nameof(PolicyVersion.Title)] = version.Title,
        [nameof(PolicyVersion.Language)] = version.Language,
        [nameof(PolicyVersion.TextHash)] = version.TextHash.Value,
        [nameof(PolicyVersion.Significance)] = version.Significance.ToString(),
        ["OverrideSignificance"] = version.Override?.Significance.ToString(),
        ["OverrideReason"] = version.Override?.Reason,
        ["OverrideApprovedBy"] = version.Override?.ApprovedBy,
        [nameof(PolicyVersion.Summary)] = version.Summary,
        [nameof(PolicyVersion.PublishedAt)] = version.PublishedAt,
        [nameof(PolicyVersion.PublishedBy)] = version.PublishedBy,
        [nameof(PolicyVersion.EffectiveOn)] = version.EffectiveOn.ToString("O", CultureInfo.InvariantCulture),
        [nameof(PolicyVersion.TimeZone)] = version.TimeZone,
        [nameof(PolicyVersion.EffectiveAt)] = version.EffectiveAt,
        [nameof(PolicyVersion.State)] = version.State.ToString(),
        [nameof(PolicyVersion.InForceSince)] = version.InForceSince,
        [nameof(PolicyVersion.HeldBecause)] = version.HeldBecause,
        [nameof(PolicyVersion.ComparedWith)] = version.ComparedWith?.ToString(),
        [nameof(PolicyVersion.WithdrawnAt)] = version.WithdrawnAt,
    };

    public static PolicyVersion Read(TableEntity row) => new(
        DocumentId.Parse(row.PartitionKey),
        VersionNumber.Parse(row.GetString(nameof(PolicyVersion.Number))),
        row.GetString(nameof(PolicyVersion.Title)),
        row.GetString(nameof(PolicyVersion.Language)),
        TextHash.Parse(row.GetString(nameof(PolicyVersion.TextHash))),
        Enum.Parse<Significance>(row.GetString(nameof(PolicyVersion.Significance))),
        row.GetString("OverrideSignificance") is { } significance
            ? new(Enum.Parse<Significance>(significance), row.GetString("OverrideReason"), row.GetString("OverrideApprovedBy"))
            : null,
        row.GetString(nameof(PolicyVersion.Summary)),
        row.GetDateTimeOffset(nameof(PolicyVersion.PublishedAt))!.Value,
        row.GetString(nameof(PolicyVersion.PublishedBy)),
        DateOnly.ParseExact(row.GetString(nameof(PolicyVersion.EffectiveOn)), "O", CultureInfo.InvariantCulture),
        row.GetString(nameof(PolicyVersion.TimeZone)),
        row.GetDateTimeOffset(nameof(PolicyVersion.EffectiveAt))!.Value,
        Enum.Parse<VersionState>(row.GetString(nameof(PolicyVersion.State))),
        row.GetDateTimeOffset(nameof(PolicyVersion.InForceSince)),
        row.GetString(nameof(PolicyVersion.HeldBecause)))
    {
        ComparedWith = row.GetString(nameof(PolicyVersion.ComparedWith)) is { } compared ? VersionNumber.Parse(compared) : null,
        WithdrawnAt = row.GetDateTimeOffset(nameof(PolicyVersion.WithdrawnAt)),
    };
}
