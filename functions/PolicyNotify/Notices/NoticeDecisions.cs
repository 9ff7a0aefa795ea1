using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Notices.TakingEffect;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>
/// What legal can decide about a notice. Each decision says who and why, and its audit entry is durable together with it. The same decision
/// again, because an answer got lost, changes nothing.
/// </summary>
public sealed class NoticeDecisions
{
    private readonly NoticeStore notices;
    private readonly NoticeRecorder recorder;
    private readonly VersionDecisions versions;
    private readonly DeliveryLedger ledger;
    private readonly EffectGuard guard;
    private readonly NoticeDirectory directory;
    private readonly TimeProvider clock;

    internal NoticeDecisions(
        NoticeStore notices, NoticeRecorder recorder, VersionDecisions versions, DeliveryLedger ledger, EffectGuard guard, NoticeDirectory directory, TimeProvider clock)
    {
        this.notices = notices;
        this.recorder = recorder;
        this.versions = versions;
        this.ledger = ledger;
        this.guard = guard;
        this.directory = directory;
        this.clock = clock;
    }

    /// <summary>Puts a notice on hold until legal resumes it: nothing is mailed, and the version does not take effect.</summary>
    /// <exception cref="ConflictingStateException">The version has taken effect, or was withdrawn.</exception>
    public async Task<NoticeView> HoldAsync(NoticeId id, Decision decision, CancellationToken cancellationToken)
    {
        await directory.RequirePlannedAsync(id, cancellationToken);
        var because = $"On hold by {decision.By}: {decision.Why}";
        await recorder.ChangeAsync(
            id,
            current => VersionDecisions.Open(current).OnHoldBecause == because ? null : Decided(current with { OnHoldBecause = because }, "held", decision),
            cancellationToken);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>Ends a hold of legal's, and lets mailing go on that the mail system had paused. What the guard holds is not released by it.</summary>
    /// <exception cref="ConflictingStateException">The version has taken effect, or was withdrawn.</exception>
    public async Task<NoticeView> ResumeAsync(NoticeId id, Decision decision, CancellationToken cancellationToken)
    {
        await directory.RequirePlannedAsync(id, cancellationToken);
        var now = clock.GetUtcNow().ToUniversalTime();
        await recorder.ChangeAsync(
            id,
            current => VersionDecisions.Open(current) is { OnHoldBecause: null, PausedBecause: null }
                ? null
                : Decided(current with
                {
                    OnHoldBecause = null,
                    PausedBecause = null,
                    PausedUntil = null,
                    ReleasedAt = current is { OnHoldBecause: not null, HeldBecause: null } ? now : current.ReleasedAt,
                }, "resumed", decision),
            cancellationToken);
        await notices.DueAtOnceAsync(id, now, cancellationToken);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>Makes the deliveries again that were refused, put off or have an unknown outcome. Those that were accepted are left alone.</summary>
    /// <exception cref="ConflictingStateException">The version has taken effect, or was withdrawn.</exception>
    public async Task<NoticeView> RetryAsync(NoticeId id, Decision decision, CancellationToken cancellationToken)
    {
        await directory.RequirePlannedAsync(id, cancellationToken);
        await recorder.ChangeAsync(id, current => Decided(VersionDecisions.Open(current), "retried", decision), cancellationToken);
        foreach (var partition in RecipientId.Partitions)
        {
            await ledger.ReopenAsync(id, partition, cancellationToken);
        }

        await notices.DueAtOnceAsync(id, clock.GetUtcNow(), cancellationToken);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>Approves the present edition of the mail, so that mailing may start. A later edition has to be approved again.</summary>
    /// <param name="id">Which notice.</param>
    /// <param name="content">The beginning of the SHA-256 of the edition that was read, 8 digits or more; null for whichever is present.</param>
    /// <param name="decision">Who and why.</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    /// <exception cref="ConflictingStateException">It needs no approval, another edition was read, or nobody could be told in time any more.</exception>
    public async Task<NoticeView> ApproveAsync(NoticeId id, string? content, Decision decision, CancellationToken cancellationToken)
    {
        if (content is not null && (content.Length is < 8 or > 64 || !content.All(char.IsAsciiHexDigit)))
        {
            throw Decision.Refused([Decision.Problem(
                "approval-content", "content", "The edition is not named by its SHA-256.", "Give 8 digits of it or more, as they stand in the proof's covering mail.")]);
        }

        await directory.RequirePlannedAsync(id, cancellationToken);
        var now = clock.GetUtcNow().ToUniversalTime();
        await recorder.ChangeAsync(id, current => Approved(VersionDecisions.Open(current), content, decision, now), cancellationToken);
        await notices.DueAtOnceAsync(id, now, cancellationToken);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>
    /// Lets a held version take effect. Only possible once the guard's condition is met for everybody: legal's word does not replace the
    /// notice period, it only ends the hold.
    /// </summary>
    /// <exception cref="ConflictingStateException">It is not held, or somebody has not had the full notice period; the message says what is possible.</exception>
    public async Task<NoticeView> ReleaseAsync(NoticeId id, Decision decision, CancellationToken cancellationToken)
    {
        await directory.RequirePlannedAsync(id, cancellationToken);
        var notice = VersionDecisions.Open(await notices.GetAsync(id, cancellationToken));
        if (notice.HeldBecause is null || notice.OnHoldBecause is not null)
        {
            throw new ConflictingStateException(notice.OnHoldBecause is null
                ? $"{id} is not held: there is nothing to release."
                : $"{id} is on hold by legal: resume it first.");
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        var verdict = await guard.JudgeAsync(notice, now, cancellationToken);
        if (!verdict.IsMet || !notice.IsApproved)
        {
            throw new ConflictingStateException($"{id} cannot be released. {verdict.Because ?? notice.HeldBecause} {Possible(notice, verdict)}");
        }

        await recorder.ChangeAsync(
            id,
            current => current switch
            {
                // The guard reads everybody, which takes a while: what legal decided meanwhile is not undone by a word that did not know of it.
                _ when current.Revision != notice.Revision || current.Pending is not null || current.OnHoldBecause is not null =>
                    throw new ConflictingStateException($"{id} was changed meanwhile by another decision; nothing was released. Look at it, and decide again."),
                { HeldBecause: null } => null,
                _ => Decided(current with { HeldBecause = null, ReleasedAt = now, JudgedAt = null }, "released", decision, verdict.Details()),
            },
            cancellationToken);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>Cancels a notice before its first mail; its version is withdrawn for good.</summary>
    /// <exception cref="ConflictingStateException">Mailing has begun, or a later significant version builds on this one; the message says what is possible.</exception>
    public async Task<NoticeView> CancelAsync(NoticeId id, Decision decision, CancellationToken cancellationToken)
    {
        await directory.RequirePlannedAsync(id, cancellationToken);
        await versions.CancelAsync(id, decision, cancellationToken);
        return await directory.GetAsync(id, cancellationToken);
    }

    /// <summary>
    /// Moves the effective date to a later day. Whoever was told already stays told: the new day is in their favour. Whoever was not gets
    /// a new edition of the mail that names the new day.
    /// </summary>
    /// <exception cref="RejectedInputException">The day leaves too little time to tell those who are still to be told.</exception>
    /// <exception cref="ConflictingStateException">The version has taken effect or was withdrawn, or the day is earlier than the announced one.</exception>
    public async Task<NoticeView> PostponeAsync(NoticeId id, DateOnly effectiveOn, Decision decision, CancellationToken cancellationToken)
    {
        await directory.RequirePlannedAsync(id, cancellationToken);
        await versions.PostponeAsync(id, effectiveOn, decision, cancellationToken);
        return await directory.GetAsync(id, cancellationToken);
    }

    private Notice? Approved(Notice current, string? content, Decision decision, DateTimeOffset now)
    {
        if (!current.NeedsApproval)
        {
            throw new ConflictingStateException($"{current.Id} needs no approval: its mailing starts by itself.");
        }

        if (content is not null && !current.Content.StartsWith(content, StringComparison.OrdinalIgnoreCase))
        {
            throw new ConflictingStateException(
                $"No SHA-256 that begins with {content} is that of the present mail of {current.Id}{(current.Revision > 1 ? ", which has changed since an earlier edition" : "")}: "
                + $"edition {current.Revision} is present, with {current.Content}. Read its proof and approve that one.");
        }

        if (current.IsApproved)
        {
            return null;
        }

        if (now >= current.Dates.TellBy)
        {
            throw new ConflictingStateException(
                $"The approval comes too late: whoever is told now does not have the full notice period before {current.Dates.EffectiveOn:O}. "
                + $"Postpone {current.Id} to {versions.EarliestFor(current):O} or later, and approve the edition that names the new day.");
        }

        var approval = new NoticeApproval(current.Revision, current.Content, decision.By, decision.Why, decision.Actor.Name, now);
        return Decided(current with { Approval = approval }, "approved", decision, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["revision"] = NoticeEvents.Number(current.Revision),
            ["content"] = current.Content,
        });
    }

    private string Possible(Notice notice, GuardVerdict verdict) =>
        notice.IsApproved && verdict is { Untold: 0, Unknown: 0, CompleteOn: { } day }
            ? $"It can be released from {day:O}, when the last of them has had it; or postpone it."
            : $"Postpone it to {versions.EarliestFor(notice):O} or later: whoever was not told gets a mail that names the new day.";

    private static Notice Decided(Notice changed, string word, Decision decision, IReadOnlyDictionary<string, string>? facts = null)
    {
        var number = changed.Decisions + 1;
        var details = new Dictionary<string, string>(facts ?? new Dictionary<string, string>(), StringComparer.Ordinal) { ["by"] = decision.By, ["why"] = decision.Why };
        return (changed with { Decisions = number }).Recording(NoticeEvents.Decided(word, changed.Id, number, decision.Actor, details));
    }
}
