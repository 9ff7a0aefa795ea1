using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Changes.Redlines;
using PolicyNotify.Mail;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Templates;

namespace PolicyNotify.Notices.Content;

/// <summary>Writes the mail of a notice and its reminder: what WP260 rev.01 (paragraphs 29 to 31) asks a notice of a material change to say.</summary>
internal sealed class NoticeRenderer(
    TemplateLibrary templates,
    VersionStore versions,
    ClassificationStore classifications,
    PublicLinks links,
    IOptions<SiteAddressOptions> site,
    IOptions<PublishingOptions> periods,
    IOptions<ReplyAddressOptions> replies)
{
    private const int MostReasons = 12;
    private const int LongestQuote = 400;

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The notice.</summary>
    /// <exception cref="InvalidDataException">A published text can no longer be read.</exception>
    public Task<NoticeContent> RenderAsync(PolicyVersion version, NoticeDates dates, DateTimeOffset now, CancellationToken cancellationToken) =>
        RenderAsync("mail/notice", version, dates, now, cancellationToken);

    /// <summary>The reminder: other words around the same facts, with the same attachments.</summary>
    /// <exception cref="InvalidDataException">A published text can no longer be read.</exception>
    public Task<NoticeContent> RenderReminderAsync(PolicyVersion version, NoticeDates dates, DateTimeOffset now, CancellationToken cancellationToken) =>
        RenderAsync("mail/reminder", version, dates, now, cancellationToken);

    private async Task<NoticeContent> RenderAsync(string template, PolicyVersion version, NoticeDates dates, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var previous = await versions.PreviousAsync(version, cancellationToken)
            ?? throw new InvalidDataException($"{version.Document} {version.Number} has no version before it, so there is no change to announce.");
        var text = await ReadAsync(version, cancellationToken);
        var redline = Redline.Create(PolicyComparison.Compare(await ReadAsync(previous, cancellationToken), text));
        var judged = await classifications.FindAsync(version, cancellationToken);
        var model = Model(version, previous, dates, judged?.Judgement.Reasons ?? [], now);
        var policyHtml = templates.Render("mail/attachment.html", Attachment(version, $"{version.Title}, version {version.Number}", PolicyHtml.Render(text.Body).Html, isRedline: false, model));
        var redlineHtml = templates.Render(
            "mail/attachment.html", Attachment(version, $"{version.Title}: what changes from version {previous.Number} to {version.Number}", redline.ToHtml(), isRedline: true, model));
        return new(
            MailText.OneLine(templates.Render($"{template}.subject.txt", model)),
            templates.Render($"{template}.txt", model),
            templates.Render($"{template}.html", model),
            model.GreetingMark,
            version.Language,
            [
                new($"{version.Document}-{version.Number}.html", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(policyHtml)),
                new($"{version.Document}-changes-{previous.Number}-to-{version.Number}.html", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(redlineHtml)),
            ],
            Digest: "");
    }

    private async Task<PolicyDocument> ReadAsync(PolicyVersion version, CancellationToken cancellationToken)
    {
        var read = PolicyDocument.Parse($"{version.Document}.md", await versions.ReadTextAsync(version.TextHash, cancellationToken));
        return read.Document
            ?? throw new InvalidDataException($"The published text of {version.Document} {version.Number} can no longer be read: {read.Diagnostics[0].Message}");
    }

    private NoticeModel Model(PolicyVersion version, PolicyVersion previous, NoticeDates dates, IReadOnlyList<Reason> reasons, DateTimeOffset now)
    {
        var significant = reasons.Where(reason => reason.Significance is Significance.Significant).ToList();
        return new(
            Company: site.Value.CompanyName!,
            Title: version.Title,
            Language: version.Language,
            Version: version.Number.ToString(),
            PreviousVersion: previous.Number.ToString(),
            GreetingMark: $"greeting-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{version.TextHash}{version.EffectiveOn:O}{now:O}")).AsSpan(0, 10))}",
            Summary: Paragraphs(version.Summary),
            Changes: [.. significant.Take(MostReasons).Select(reason => new NoticeChange(reason.Message, reason.Section, Quote(reason.OldText), Quote(reason.NewText)))],
            FurtherChanges: Math.Max(0, significant.Count - MostReasons),
            EffectiveOn: Day(version.EffectiveOn),
            ObjectBy: Day(new PolicyCalendar(version.TimeZone).DayOf(dates.ObjectionsCloseAt).AddDays(-1)),
            TimeZone: version.TimeZone,
            NoticeDays: periods.Value.NoticeDays,
            ReplyAddress: replies.Value.Address!,
            VersionLink: links.Version(version.Document, version.Number),
            RedlineLink: links.Redline(version.Document, previous.Number, version.Number),
            CurrentLink: links.Document(version.Document),
            HistoryLink: links.History(version.Document));
    }

    private static object Attachment(PolicyVersion version, string title, string body, bool isRedline, NoticeModel model) => new
    {
        title,
        language = version.Language,
        body,
        isRedline,
        company = model.Company,
        version = model.Version,
        previousVersion = model.PreviousVersion,
        effectiveOn = model.EffectiveOn,
        link = isRedline ? model.RedlineLink : model.VersionLink,
        redlineCss = RedlineStyle.Css,
    };

    private static IReadOnlyList<string> Paragraphs(string? summary) => summary is null
        ? []
        : [.. summary.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(paragraph => paragraph.Replace('\n', ' '))];

    private static string? Quote(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = MailText.OneLine(text);
        return line.Length <= LongestQuote ? line : string.Concat(line.AsSpan(0, LongestQuote), " …");
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", English);
}
