using System.Globalization;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.EvidencePackages;

/// <summary>The names of the files in an evidence package.</summary>
internal static class PackagePaths
{
    public const string Manifest = "manifest.json";
    public const string Version = "version.json";
    public const string Classification = "classification.json";
    public const string RedlineHtml = "redline.html";
    public const string RedlineMarkdown = "redline.md";
    public const string Notice = "notice.json";
    public const string Deliveries = "deliveries.json";
    public const string Objections = "objections.json";
    public const string Audit = "audit.jsonl";
    public const string Editions = "mail/";
    public const string RawMails = "replies/";

    public static string Text(DocumentId document, VersionNumber version) => $"texts/{document}-{version}.md";

    public static string Edition(int revision) => string.Create(CultureInfo.InvariantCulture, $"{Editions}edition-{revision}/");

    public static string EditionManifest(int revision) => Edition(revision) + "manifest.json";

    public static string RawMail(string hash) => $"{RawMails}{hash}.eml";
}
