using System.Globalization;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;

namespace PolicyNotify.Notices.Deciding;

/// <summary>Gives a notice the dates of its version and a new edition of the mail that names them. Whoever was told already stays told.</summary>
internal sealed class NoticeReplanner(
    NoticeStore notices,
    NoticeRecorder recorder,
    NoticeRenderer renderer,
    NoticeContentStore contents,
    TimeProvider clock,
    IOptions<PublishingOptions> periods,
    IOptions<NoticeOptions> options)
{
    /// <summary>Carries a decided postponement over to the notice; the version has been moved.</summary>
    public Task<Notice> PostponeAsync(Notice notice, PolicyVersion version, PendingDecision decision, CancellationToken cancellationToken) => ReplanAsync(
        notice,
        version,
        current => current.Pending?.Number == decision.Number,
        (edition, digest) => NoticeEvents.Postponed(notice.Id, version.EffectiveOn, decision, edition, digest),
        cancellationToken);

    /// <summary>Mends a notice whose dates are not those of its version, however that came about.</summary>
    public Task<Notice> RepairAsync(Notice notice, PolicyVersion version, CancellationToken cancellationToken) => ReplanAsync(
        notice,
        version,
        current => current.Pending is null && current.Revision == notice.Revision && current.Dates.EffectiveOn == notice.Dates.EffectiveOn,
        (edition, digest) => new AuditEvent(
            $"notice.replanned:{notice.Id}:{version.EffectiveOn:O}", "notice.replanned", notice.Id.ToString(), Actor.System("notices"),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["effectiveOn"] = version.EffectiveOn.ToString("O", CultureInfo.InvariantCulture),
                ["revision"] = NoticeEvents.Number(edition),
                ["content"] = digest,
            }),
        cancellationToken);

    private async Task<Notice> ReplanAsync(
        Notice notice, PolicyVersion version, Func<Notice, bool> isStillDue, Func<int, string, AuditEvent> entry, CancellationToken cancellationToken)
    {
        var planned = NoticePlanner.Plan(version, periods.Value, options.Value);
        var dates = planned with { CoolingOffUntil = notice.Dates.CoolingOffUntil, MailingStartsAt = notice.Dates.MailingStartsAt };
        var rendered = await renderer.RenderAsync(version, dates, clock.GetUtcNow().ToUniversalTime(), cancellationToken);

        // A crash may have left an edition under the next number that names another day: an edition is never changed, so that number is lost.
        var revision = notice.Revision;
        NoticeContent kept;
        do
        {
            kept = await contents.KeepAsync(notice.Id, ++revision, rendered, cancellationToken);
        }
        while (kept.GreetingMark != rendered.GreetingMark);

        var (after, _) = await recorder.ChangeAsync(
            notice.Id,
            current => isStillDue(current)
                ? (current with
                {
                    Dates = dates,
                    Revision = revision,
                    Content = kept.Digest,
                    HeldBecause = null,
                    JudgedAt = null,
                    ReleasedAt = null,
                    Pending = null,
                }).Recording(entry(revision, kept.Digest))
                : null,
            cancellationToken);
        await notices.DueAtOnceAsync(notice.Id, clock.GetUtcNow(), cancellationToken);
        return after;
    }
}
