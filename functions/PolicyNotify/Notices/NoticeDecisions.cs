using Microsoft.Extensions.Options;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>What legal can decide about a notice. Each decision needs a reason and leaves an audit entry that names who made it.</summary>
public sealed class NoticeDecisions
{
    private readonly NoticeStore notices;
    private readonly NoticeRenderer renderer;
    private readonly NoticeContentStore contents;
    private readonly DeliveryLedger ledger;
    private readonly VersionLifecycle lifecycle;
    private readonly NoticeDirectory directory;
    private readonly AuditLog audit;
    private readonly TimeProvider clock;
    private readonly PublishingOptions periods;
    private readonly NoticeOptions options;

    internal NoticeDecisions(
        NoticeStore notices,
        NoticeRenderer renderer,
        NoticeContentStore contents,
        DeliveryLedger ledger,
        VersionLifecycle lifecycle,
        NoticeDirectory directory,
        AuditLog audit,
        TimeProvider clock,
        IOptions<PublishingOptions> periods,
        IOptions<NoticeOptions> options)
    {
        this.notices = notices;
        this.renderer = renderer;
        this.contents = contents;
        this.ledger = ledger;
        this.lifecycle = lifecycle;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
        this.periods = periods.Value;
        this.options = options.Value;
    }

    /// <summary>Stops mailing until legal resumes it; also before mailing has started.</summary>
    /// <exception cref="ConflictingStateException">The version has taken effect.</exception>
    public async Task<NoticeView> PauseAsync(NoticeId id, string reason, Actor actor, CancellationToken cancellationToken)
    {
        Require(reason);
        await notices.ChangeAsync(id, current => Open(current) with { PausedBecause = $"Paused by legal: {reason.Trim()}", PausedUntil = null }, cancellationToken);
        await RecordAsync("paused", id, reason, actor);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>Lets mailing go on, whoever or whatever paused it.</summary>
    /// <exception cref="ConflictingStateException">The version has taken effect.</exception>
    public async Task<NoticeView> ResumeAsync(NoticeId id, string reason, Actor actor, CancellationToken cancellationToken)
    {
        Require(reason);
        await notices.ChangeAsync(id, current => Open(current) with { PausedBecause = null, PausedUntil = null }, cancellationToken);
        await notices.DueAtOnceAsync(id, clock.GetUtcNow(), cancellationToken);
        await RecordAsync("resumed", id, reason, actor);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>Makes the deliveries again that were refused, put off or have an unknown outcome. Those that were accepted are left alone.</summary>
    /// <exception cref="ConflictingStateException">The version has taken effect.</exception>
    public async Task<NoticeView> RetryAsync(NoticeId id, string reason, Actor actor, CancellationToken cancellationToken)
    {
        Require(reason);
        Open(await notices.GetAsync(id, cancellationToken));
        foreach (var partition in RecipientId.Partitions)
        {
            await ledger.ReopenAsync(id, partition, cancellationToken);
        }

        await notices.DueAtOnceAsync(id, clock.GetUtcNow(), cancellationToken);
        await RecordAsync("retried", id, reason, actor);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>
    /// Moves the effective date to a later day. Whoever was told already stays told: the new day is in their favour. Whoever was not gets
    /// a new edition of the mail that names the new day.
    /// </summary>
    /// <exception cref="RejectedInputException">The day leaves too little time to tell those who are still to be told.</exception>
    /// <exception cref="ConflictingStateException">The version has taken effect, or the day is earlier than the announced one.</exception>
    public async Task<NoticeView> PostponeAsync(NoticeId id, DateOnly effectiveOn, string reason, Actor actor, CancellationToken cancellationToken)
    {
        Require(reason);
        var notice = Open(await notices.GetAsync(id, cancellationToken));
        var now = clock.GetUtcNow().ToUniversalTime();
        var earliest = new PolicyCalendar(notice.TimeZone).DayAfterFullDays(now, periods.MailingDays + periods.NoticeDays);
        if (effectiveOn < earliest)
        {
            throw Refused(
                "effective-too-early", "effectiveOn", $"The date {effectiveOn:O} leaves too little time to tell people.",
                $"Set effectiveOn to {earliest:O} or later.");
        }

        var version = await lifecycle.PostponeAsync(id.Document, id.Version, effectiveOn, reason.Trim(), actor, cancellationToken);
        if (notice.Dates.EffectiveOn != effectiveOn)
        {
            var planned = NoticePlanner.Plan(version, periods, options);
            var dates = planned with { CoolingOffUntil = notice.Dates.CoolingOffUntil, MailingStartsAt = notice.Dates.MailingStartsAt };
            var revision = notice.Revision + 1;
            await contents.KeepAsync(id, revision, await renderer.RenderAsync(version, dates, now, cancellationToken), cancellationToken);
            await notices.ChangeAsync(
                id, current => current.Revision >= revision ? null : current with { Dates = dates, Revision = revision, HeldBecause = null, JudgedAt = null }, cancellationToken);
        }

        await notices.DueAtOnceAsync(id, clock.GetUtcNow(), cancellationToken);
        return await directory.GetAsync(id, cancellationToken);
    }

    private Task RecordAsync(string decision, NoticeId id, string reason, Actor actor) => audit.AppendAsync(
        new(
            $"notice.{decision}:{id}:{clock.GetUtcNow():O}",
            $"notice.{decision}",
            id.ToString(),
            actor,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason.Trim() }),
        CancellationToken.None);

    private static Notice Open(Notice notice) => notice.Stage is not NoticeStage.Completed
        ? notice
        : throw new ConflictingStateException($"The version of {notice.Id} has taken effect: there is nothing left to decide.");

    private static void Require(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw Refused("reason-missing", "reason", "The decision has no reason.", "Give the reason: it is kept as evidence.");
        }
    }

    private static RejectedInputException Refused(string code, string field, string message, string help) =>
        new($"{message} {help}", [new Diagnostic(code, DiagnosticSeverity.Error, message, help, "request", Field: field)]);
}
