using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Evidence;

namespace PolicyNotify.Publishing;

/// <summary>The audit entries of a version's life. The keys are reproducible, so that a repeated step leaves one entry.</summary>
internal static class VersionEvents
{
    public static string SubjectOf(PolicyVersion version) => $"{version.Document}/{version.Number}";

    public static AuditEvent Published(PolicyVersion version, VersionClassification? classification)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = version.Title,
            ["language"] = version.Language,
            ["summarySha256"] = DigestOf(version.Summary),
            ["textHash"] = version.TextHash.Value,
            ["significance"] = Word(version.Significance),
            ["effectiveOn"] = version.EffectiveOn.ToString("O", CultureInfo.InvariantCulture),
            ["timeZone"] = version.TimeZone,
            ["publishedAt"] = version.PublishedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };
        if (classification is not null)
        {
            details["comparedWith"] = classification.ComparedWith.ToString();
            details["comparedTextHash"] = classification.ComparedTextHash.Value;
            details["classification"] = TextHash.Of(ClassificationStore.BytesOf(classification)).Value;
            details["judgedAs"] = Word(classification.Judgement.Significance);
            details["rules"] = string.Join(' ', classification.Judgement.Reasons.Select(reason => reason.Rule).Distinct(StringComparer.Ordinal).Take(50));
        }

        if (version.Override is { } replaced)
        {
            details["overrideReason"] = replaced.Reason ?? "";
            details["overrideApprovedBy"] = replaced.ApprovedBy ?? "";
        }

        return new($"version.published:{SubjectOf(version)}", "version.published", SubjectOf(version), new Actor(version.PublishedBy), details);
    }

    /// <summary>Binds words that may be long.</summary>
    public static string DigestOf(string? words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words ?? "")));

    public static AuditEvent InForce(PolicyVersion version, PolicyVersion? before, Actor actor)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["inForceSince"] = version.InForceSince!.Value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["effectiveOn"] = version.EffectiveOn.ToString("O", CultureInfo.InvariantCulture),
        };
        if (before is not null)
        {
            details["supersedes"] = before.Number.ToString();
        }

        return new($"version.in-force:{SubjectOf(version)}", "version.in-force", SubjectOf(version), actor, details);
    }

    public static AuditEvent Held(PolicyVersion version, Actor actor) => new(
        $"version.held:{SubjectOf(version)}:{version.EffectiveOn:O}", "version.held", SubjectOf(version), actor,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["because"] = version.HeldBecause!,
            ["effectiveOn"] = version.EffectiveOn.ToString("O", CultureInfo.InvariantCulture),
        });

    public static AuditEvent Postponed(PolicyVersion version, string reason, Actor actor) => new(
        $"version.postponed:{SubjectOf(version)}:{version.EffectiveOn:O}", "version.postponed", SubjectOf(version), actor,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["effectiveOn"] = version.EffectiveOn.ToString("O", CultureInfo.InvariantCulture),
            ["reason"] = reason,
        });

    public static AuditEvent Withdrawn(PolicyVersion version, IReadOnlyDictionary<string, string> details, Actor actor) => new(
        $"version.withdrawn:{SubjectOf(version)}", "version.withdrawn", SubjectOf(version), actor, details);

    private static string Word(Changes.Significance significance) => significance is Changes.Significance.Minor ? "minor" : "significant";
}
