using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Notices.TakingEffect;

namespace PolicyNotify.Notices;

/// <summary>The audit entries of a notice's life. The keys are reproducible, so that a repeated step leaves one entry.</summary>
internal static class NoticeEvents
{
    public static AuditEvent Planned(Notice notice, string contentDigest) => new(
        $"notice.planned:{notice.Id}", "notice.planned", notice.Id.ToString(), Actor.System("notices"),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["mailingStartsAt"] = Moment(notice.Dates.MailingStartsAt),
            ["tellBy"] = Moment(notice.Dates.TellBy),
            ["effectiveOn"] = notice.Dates.EffectiveOn.ToString("O", CultureInfo.InvariantCulture),
            ["content"] = contentDigest,
        });

    public static AuditEvent MailingStarted(Notice notice, long verified, long unverified) => new(
        $"notice.mailing-started:{notice.Id}", "notice.mailing-started", notice.Id.ToString(), Actor.System("notices"),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["verified"] = Number(verified),
            ["unverified"] = Number(unverified),
        });

    public static AuditEvent Told(Notice notice, NoticeCounts counts) => new(
        $"notice.told:{notice.Id}", "notice.told", notice.Id.ToString(), Actor.System("notices"),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["at"] = Moment(notice.ToldAt!.Value),
            ["accepted"] = Number(counts.Accepted),
            ["refused"] = Number(counts.Refused),
            ["unverified"] = Number(counts.Unverified),
        });

    public static AuditEvent Completed(Notice notice, GuardVerdict verdict) => new(
        $"notice.completed:{notice.Id}", "notice.completed", notice.Id.ToString(), Actor.System("take-effect"),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hadToBeTold"] = Number(verdict.Required),
            ["told"] = Number(verdict.Told),
            ["unreachable"] = Number(verdict.Unreachable),
            ["returned"] = Number(verdict.Returned),
            ["ledger"] = verdict.LedgerDigest,
        });

    public static AuditEvent Resumed(Notice notice, DateTimeOffset pausedUntil) => new(
        $"notice.resumed:{notice.Id}:{pausedUntil.ToUnixTimeSeconds()}", "notice.resumed", notice.Id.ToString(), Actor.System("notices"),
        new Dictionary<string, string>(StringComparer.Ordinal));

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
