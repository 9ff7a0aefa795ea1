using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;

namespace PolicyNotify.Publishing;

/// <summary>Moves published versions through their states: scheduled or held, in force, superseded; or withdrawn. Every step may be repeated.</summary>
internal sealed class VersionLifecycle(VersionWriter versions, ClassificationStore classifications, AuditLog audit, TimeProvider clock)
{
    private const int Attempts = 10;

    /// <summary>Puts a version in force; the one before becomes superseded in the same transaction. The caller has asked the guard.</summary>
    /// <exception cref="UnknownResourceException">There is no such version.</exception>
    /// <exception cref="ConflictingStateException">Its day has not come, an earlier version is still to take effect, or a later one already has.</exception>
    public async Task<PolicyVersion> MarkInForceAsync(DocumentId document, VersionNumber number, Actor actor, CancellationToken cancellationToken)
    {
        var (version, before) = await ChangeAsync(
            document,
            number,
            (current, snapshot) => current.State is VersionState.InForce ? null : TakeEffect(current, snapshot, clock.GetUtcNow().ToUniversalTime()),
            cancellationToken);
        await audit.AppendAsync(VersionEvents.Published(version, await classifications.FindAsync(version, CancellationToken.None)), CancellationToken.None);
        await audit.AppendAsync(VersionEvents.InForce(version, before, actor), CancellationToken.None);
        return version;
    }

    /// <summary>Keeps a due version from taking effect, with the reason; holding it again only renews the reason.</summary>
    /// <exception cref="UnknownResourceException">There is no such version.</exception>
    /// <exception cref="ConflictingStateException">It has already taken effect.</exception>
    public async Task<PolicyVersion> HoldAsync(DocumentId document, VersionNumber number, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var (version, _) = await ChangeAsync(
            document,
            number,
            (current, _) => current.State switch
            {
                VersionState.Held when current.HeldBecause == reason => null,
                VersionState.Held or VersionState.Scheduled => [current with { State = VersionState.Held, HeldBecause = reason }],
                VersionState.Withdrawn => throw new ConflictingStateException($"{document} {number} was withdrawn and cannot be held."),
                _ => throw new ConflictingStateException($"{document} {number} has already taken effect and cannot be held."),
            },
            cancellationToken);
        await audit.AppendAsync(VersionEvents.Held(version, actor), CancellationToken.None);
        return version;
    }

    /// <summary>Moves a version that is still to take effect to a later day, which ends its being held. The caller sees to the notice.</summary>
    /// <exception cref="UnknownResourceException">There is no such version.</exception>
    /// <exception cref="ConflictingStateException">It has already taken effect, the day is earlier than its own, or a later version would have to take effect before it.</exception>
    public async Task<PolicyVersion> PostponeAsync(
        DocumentId document, VersionNumber number, DateOnly effectiveOn, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var (version, _) = await ChangeAsync(document, number, (current, snapshot) => Postpone(current, snapshot, effectiveOn), cancellationToken);
        await audit.AppendAsync(VersionEvents.Postponed(version, reason, actor), CancellationToken.None);
        return version;
    }

    /// <summary>
    /// Takes back a version that nobody was told of, for good, and with it the minor versions that wait behind it: they are edits of a text
    /// that never takes effect. The next published version is compared with the latest one that was not withdrawn.
    /// </summary>
    /// <param name="document">Which document.</param>
    /// <param name="number">Which version.</param>
    /// <param name="details">Who decided and why, for the audit log.</param>
    /// <param name="actor">Through whose key.</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    /// <exception cref="UnknownResourceException">There is no such version.</exception>
    /// <exception cref="ConflictingStateException">It has taken effect, or a later significant version builds on it.</exception>
    public async Task<PolicyVersion> WithdrawAsync(
        DocumentId document, VersionNumber number, IReadOnlyDictionary<string, string> details, Actor actor, CancellationToken cancellationToken)
    {
        var (version, _) = await ChangeAsync(
            document, number, (current, snapshot) => Withdraw(current, snapshot, clock.GetUtcNow().ToUniversalTime()), cancellationToken);
        await audit.AppendAsync(VersionEvents.Withdrawn(version, details, actor), CancellationToken.None);
        foreach (var behind in (await versions.ReadAsync(document, CancellationToken.None)).Versions.Where(other => other != version && other.WithdrawnAt == version.WithdrawnAt))
        {
            await audit.AppendAsync(VersionEvents.Withdrawn(behind, details, actor), CancellationToken.None);
        }

        return version;
    }

    private static IReadOnlyList<PolicyVersion>? Withdraw(PolicyVersion version, DocumentSnapshot snapshot, DateTimeOffset now)
    {
        if (version.State is VersionState.Withdrawn)
        {
            return null;
        }

        if (!version.IsPending)
        {
            throw new ConflictingStateException($"{version.Document} {version.Number} has already taken effect and cannot be withdrawn: publish a correcting version.");
        }

        var behind = snapshot.Pending.Where(other => other.Number.CompareTo(version.Number) > 0).ToList();
        return behind.FirstOrDefault(other => other.Significance is Significance.Significant) is { } significant
            ? throw new ConflictingStateException(
                $"{version.Document} {significant.Number} builds on {version.Number} and is still to take effect: cancel the notice of {significant.Number} first.")
            : [.. behind.Prepend(version).Select(other => other with { State = VersionState.Withdrawn, WithdrawnAt = now, HeldBecause = null })];
    }

    private static IReadOnlyList<PolicyVersion>? Postpone(PolicyVersion version, DocumentSnapshot snapshot, DateOnly effectiveOn)
    {
        if (!version.IsPending)
        {
            throw new ConflictingStateException($"{version.Document} {version.Number} {(version.State is VersionState.Withdrawn ? "was withdrawn" : "has already taken effect")} and cannot be postponed.");
        }

        if (effectiveOn == version.EffectiveOn)
        {
            return null;
        }

        if (effectiveOn < version.EffectiveOn)
        {
            throw new ConflictingStateException($"{version.Document} {version.Number} was announced for {version.EffectiveOn:O}: it can take effect later than that, not earlier.");
        }

        var effectiveAt = new PolicyCalendar(version.TimeZone).StartOf(effectiveOn);
        var later = snapshot.Pending.FirstOrDefault(other => other.Number.CompareTo(version.Number) > 0 && other.EffectiveAt < effectiveAt);
        return later is null
            ? [version with { EffectiveOn = effectiveOn, EffectiveAt = effectiveAt, State = VersionState.Scheduled, HeldBecause = null }]
            : throw new ConflictingStateException($"{version.Document} {later.Number} is to take effect on {later.EffectiveOn:O} and must come after {version.Number}: postpone {later.Number} first.");
    }

    private static IReadOnlyList<PolicyVersion> TakeEffect(PolicyVersion version, DocumentSnapshot snapshot, DateTimeOffset now)
    {
        if (version.State is VersionState.Superseded or VersionState.Withdrawn)
        {
            throw new ConflictingStateException(
                $"{version.Document} {version.Number} was {(version.State is VersionState.Withdrawn ? "withdrawn by legal" : "superseded by a later version")}.");
        }

        if (now < version.EffectiveAt)
        {
            throw new ConflictingStateException($"{version.Document} {version.Number} takes effect on {version.EffectiveOn:O} ({version.TimeZone}), not earlier.");
        }

        if (snapshot.Pending.FirstOrDefault(other => other.Number.CompareTo(version.Number) < 0) is { } earlier)
        {
            throw new ConflictingStateException($"{version.Document} {version.Number} waits for {earlier.Number}, which is still to take effect.");
        }

        var inForce = version with { State = VersionState.InForce, InForceSince = now, HeldBecause = null };
        return snapshot.InForce is { } before ? [inForce, before with { State = VersionState.Superseded }] : [inForce];
    }

    /// <returns>The version as it now stands, and the one that was in force just before it.</returns>
    private async Task<(PolicyVersion Version, PolicyVersion? Before)> ChangeAsync(
        DocumentId document,
        VersionNumber number,
        Func<PolicyVersion, DocumentSnapshot, IReadOnlyList<PolicyVersion>?> change,
        CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var snapshot = await versions.ReadAsync(document, cancellationToken);
            var current = snapshot.Versions.FirstOrDefault(version => version.Number == number)
                ?? throw new UnknownResourceException($"There is no version {number} of '{document}'.");
            var before = snapshot.Before(current);
            if (change(current, snapshot) is not { } changed)
            {
                return (current, before);
            }

            var latest = snapshot.Versions.Last(version =>
                version.State is not VersionState.Withdrawn && !changed.Any(other => other.Number == version.Number && other.State is VersionState.Withdrawn));
            var head = snapshot.Head! with
            {
                Latest = latest.Number,
                LatestText = latest.TextHash,
                InForce = changed.FirstOrDefault(version => version.State is VersionState.InForce)?.Number ?? snapshot.Head.InForce,
            };
            if (await versions.TryCommitAsync(head, changed, cancellationToken))
            {
                return (changed[0], before);
            }
        }

        throw new ConflictingStateException($"Others kept changing '{document}' at the same time. Try again.");
    }
}
