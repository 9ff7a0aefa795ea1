using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;
using PolicyNotify.Templates;

namespace PolicyNotify.Replies.Acknowledging;

/// <summary>Writes the answer to a person who objected: what was understood, what happens by when, how to withdraw it, whom to ask.</summary>
internal sealed class AcknowledgementLetter(
    NoticeStore notices, ReplyTokens tokens, TemplateLibrary templates, PublicLinks links, IOptions<MailOptions> mail, IOptions<ReplyAddressOptions> address, IOptions<SiteAddressOptions> site)
{
    private const int WordsQuoted = 3;
    private const int MostCharacters = 400;
    private const int HashDigits = 20;

    private static readonly string[] Languages = ["en", "de", "fr", "es"];

    public async Task<OutgoingMail> WriteAsync(ObjectionRecord objection, Recipient recipient, string? inReplyTo, CancellationToken cancellationToken)
    {
        var notice = await notices.GetAsync(objection.Notice, cancellationToken);
        var language = Languages.Contains(objection.Language, StringComparer.Ordinal) ? objection.Language! : Languages[0];
        var culture = CultureInfo.GetCultureInfo(language);
        var calendar = new PolicyCalendar(notice.TimeZone);
        var model = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = recipient.Name ?? string.Empty,
            ["company"] = site.Value.CompanyName!,
            ["title"] = notice.Title,
            ["version"] = notice.Id.Version.ToString(),
            ["receivedOn"] = Day(calendar.DayOf(objection.ReceivedAt), culture),
            ["effectiveOn"] = Day(notice.Dates.EffectiveOn, culture),
            ["isInTime"] = objection.Window.IsInTime,
            ["windowClosedOn"] = objection.Window.ClosesAt is { } closes ? Day(calendar.DayOf(closes.AddTicks(-1)), culture) : string.Empty,
            ["words"] = objection.Words.Take(WordsQuoted).Select(Shorten).ToList(),
            ["address"] = address.Value.Address!,
            ["policyLink"] = links.Version(notice.Id.Document, notice.Id.Version),
            ["reference"] = objection.Replies[0].Value,
        };
        return new OutgoingMail(
            MessageIdOf(objection),
            new MailAddress(recipient.Address, recipient.Name),
            mail.Value.Sender,

            // With the person's token: "please ignore my last mail" is then surely theirs.
            tokens.AddressOf(objection.Notice, objection.Recipient, site.Value.CompanyName),
            MailText.OneLine(templates.Render($"mail/acknowledgement.{language}.subject.txt", model)),
            templates.Render($"mail/acknowledgement.{language}.txt", model),
            templates.Render($"mail/acknowledgement.{language}.html", model),
            [],
            Headers(inReplyTo, language));
    }

    /// <summary>The same for the same objection, so that a repeated attempt is the same mail.</summary>
    private string MessageIdOf(ObjectionRecord objection)
    {
        var domain = mail.Value.From![(mail.Value.From!.LastIndexOf('@') + 1)..];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"acknowledgement|{objection.Notice}|{objection.Recipient}")))[..HashDigits];
        return $"{hash}.ack-{objection.Notice}@{domain}";
    }

    private static Dictionary<string, string> Headers(string? inReplyTo, string language)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // RFC 3834: no well-behaved robot answers this.
            ["Auto-Submitted"] = "auto-replied",
            ["X-Auto-Response-Suppress"] = "All",
            ["Content-Language"] = language,
        };
        if (inReplyTo is { Length: > 2 and < 500 } id && id[0] == '<' && id[^1] == '>' && id.All(letter => letter is > ' ' and < '\x7f'))
        {
            headers["In-Reply-To"] = id;
            headers["References"] = id;
        }

        return headers;
    }

    // Written as in the notice that it answers: "en" alone would give the American order.
    private static string Day(DateOnly day, CultureInfo culture) => day.ToString(culture.TwoLetterISOLanguageName is "en" ? "d MMMM yyyy" : "D", culture);

    private static string Shorten(string sentence)
    {
        var line = MailText.OneLine(sentence);
        return line.Length <= MostCharacters ? line : string.Concat(line.AsSpan(0, MostCharacters - 1), "…");
    }
}
