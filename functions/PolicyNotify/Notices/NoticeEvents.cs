using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Deciding;
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
            ["revision"] = Number(notice.Revision),
            ["content"] = contentDigest,
        });

    /// <summary>One of legal's decisions. The notice counts them, so that each has a key of its own.</summary>
    public static AuditEvent Decided(string word, NoticeId notice, int number, Actor actor, IReadOnlyDictionary<string, string> details) =>
        new($"notice.{word}:{notice}:{Number(number)}", $"notice.{word}", notice.ToString(), actor, details);

    public static AuditEvent Postponed(NoticeId notice, DateOnly effectiveOn, PendingDecision decision, int revision, string contentDigest)
    {
        var details = decision.Details();
        details["effectiveOn"] = effectiveOn.ToString("O", CultureInfo.InvariantCulture);
        details["revision"] = Number(revision);
        details["content"] = contentDigest;
        return Decided("postponed", notice, decision.Number, decision.Actor, details);
    }

    public static AuditEvent MailingStarted(Notice notice, long verified, long unverified) => new(
        $"notice.mailing-started:{notice.Id}", "notice.mailing-started", notice.Id.ToString(), Actor.System("notices"),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["verified"] = Number(verified),
            ["unverified"] = Number(unverified),
        });

    public static AuditEvent Told(Notice notice, NoticeCounts counts) => new(
        $"notice.told:{notice.Id}:{notice.ToldAt!.Value.UtcTicks}", "notice.told", notice.Id.ToString(), Actor.System("notices"),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["at"] = Moment(notice.ToldAt!.Value),
            ["accepted"] = Number(counts.Accepted),
            ["refused"] = Number(counts.Refused),
            ["unverified"] = Number(counts.Unverified),
        });

    public static AuditEvent Completed(Notice notice, GuardVerdict verdict) => new(
        $"notice.completed:{notice.Id}", "notice.completed", notice.Id.ToString(), Actor.System("take-effect"),
        verdict.Details());

    public static AuditEvent Paused(NoticeId notice, string because, DateTimeOffset at) => new(
        $"notice.paused:{notice}:{Number(at.UtcTicks)}", "notice.paused", notice.ToString(), Actor.System("notice-batches"),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["because"] = because });

    public static AuditEvent Resumed(Notice notice, DateTimeOffset pausedUntil) => new(
        $"notice.resumed:{notice.Id}:{pausedUntil.ToUnixTimeSeconds()}", "notice.resumed", notice.Id.ToString(), Actor.System("notices"),
        new Dictionary<string, string>(StringComparer.Ordinal));

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A moment for people to read.</summary>
    public static string Words(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
