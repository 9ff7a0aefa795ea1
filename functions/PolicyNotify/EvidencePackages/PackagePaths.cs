using System.Globalization;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;

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
    public const string Reminders = "reminders/";
    public const string RawMails = "replies/";

    private const string Mails = "mail/";

    public static string Text(DocumentId document, VersionNumber version) => $"texts/{document}-{version}.md";

    /// <summary>Where the files of a mailing lie: those of the notice at the top, those of a reminder in a folder of its effective date.</summary>
    public static string Of(MailingId mailing) =>
        mailing.ReminderOf is { } day ? string.Create(CultureInfo.InvariantCulture, $"{Reminders}{day:yyyy-MM-dd}/") : "";

    public static string Editions(MailingId mailing) => Of(mailing) + Mails;

    /// <summary>Whether a file belongs to an edition of a mail, the notice's or a reminder's.</summary>
    public static bool IsOfEdition(string path) =>
        path.StartsWith(Mails, StringComparison.Ordinal)
        || (path.StartsWith(Reminders, StringComparison.Ordinal) && path.Contains($"/{Mails}", StringComparison.Ordinal));

    public static string Edition(MailingId mailing, int revision) => string.Create(CultureInfo.InvariantCulture, $"{Editions(mailing)}edition-{revision}/");

    public static string EditionManifest(MailingId mailing, int revision) => Edition(mailing, revision) + "manifest.json";

    public static string DeliveriesOf(MailingId mailing) => Of(mailing) + Deliveries;

    public static string Reminder(MailingId reminder) => Of(reminder) + "reminder.json";

    public static string RawMail(string hash) => $"{RawMails}{hash}.eml";
}
