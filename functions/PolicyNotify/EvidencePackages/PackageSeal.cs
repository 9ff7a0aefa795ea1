using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Evidence;
using PolicyNotify.Publishing;

namespace PolicyNotify.EvidencePackages;

/// <summary>
/// The audit entry that vouches for the files of one package as they were written: it goes into the log before the log goes into the
/// package, so that what no earlier entry holds (a view of the notice, the order of an objection's steps) cannot be altered either.
/// </summary>
internal static class PackageSeal
{
    public const string Action = "evidence.written";
    public const string At = "exportedAt";

    /// <summary>Whether the entry names a file. Editions and raw mails are as many as there are; other entries name each of them.</summary>
    public static bool Covers(string path) =>
        path is not (PackagePaths.Manifest or PackagePaths.Audit)
        && !PackagePaths.IsOfEdition(path)
        && !path.StartsWith(PackagePaths.RawMails, StringComparison.Ordinal);

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static AuditEvent Of(PolicyVersion version, DateTimeOffset at, Actor actor, IEnumerable<PackagedFile> files)
    {
        var details = files.Where(file => Covers(file.Path)).ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', details.Select(file => $"{file.Key} {file.Value}")))));
        details[At] = Moment(at);
        return new($"{Action}:{VersionEvents.SubjectOf(version)}:{details[At]}:{digest}", Action, VersionEvents.SubjectOf(version), actor, details);
    }
}
