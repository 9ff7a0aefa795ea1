using PolicyNotify.Changes;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Standing;

/// <summary>Answers for one person, version by version: told when, objected or deemed to agree when; or not told, and why.</summary>
public sealed class StandingDirectory
{
    private readonly RecipientStore recipients;
    private readonly VersionStore versions;
    private readonly NoticeStore notices;
    private readonly DeliveryLedger ledger;
    private readonly ObjectionStore objections;
    private readonly ReplyWindows windows;
    private readonly TimeProvider clock;

    internal StandingDirectory(
        RecipientStore recipients, VersionStore versions, NoticeStore notices, DeliveryLedger ledger, ObjectionStore objections, ReplyWindows windows, TimeProvider clock)
    {
        this.recipients = recipients;
        this.versions = versions;
        this.notices = notices;
        this.ledger = ledger;
        this.objections = objections;
        this.windows = windows;
        this.clock = clock;
    }

    /// <summary>One person by id: also one who is no longer on the list, as far as deliveries and objections are on record.</summary>
    /// <exception cref="UnknownResourceException">Nothing is on record under that id.</exception>
    public async Task<PersonStanding> GetAsync(RecipientId id, CancellationToken cancellationToken)
    {
        var recipient = await recipients.GetAsync(id, cancellationToken);
        var standings = await StandingsAsync(id, recipient, cancellationToken);
        return recipient is not null || standings.Any(standing => standing.Delivery is not null || standing.Objection is not null)
            ? new(
                id,
                recipient is not null,
                recipient?.AccountId,
                recipient?.AddedAt,
                recipient?.Verification?.VerifiedAt,
                recipient?.Verification?.Method,
                recipient?.Unreachable,
                standings)
            : throw new UnknownResourceException($"Nothing is on record about recipient {id}.");
    }

    /// <summary>One person by address, in any letter case.</summary>
    /// <exception cref="UnknownResourceException">Nobody of that address is on the list. The message does not repeat it.</exception>
    public async Task<PersonStanding> FindAsync(string address, CancellationToken cancellationToken)
    {
        var recipient = await recipients.FindByAddressAsync(address, cancellationToken) ?? throw new UnknownResourceException("There is nobody of that address.");
        return await GetAsync(recipient.Id, cancellationToken);
    }

    private async Task<IReadOnlyList<VersionStanding>> StandingsAsync(RecipientId id, Recipient? recipient, CancellationToken cancellationToken)
    {
        var standings = new List<VersionStanding>();
        var now = clock.GetUtcNow();
        foreach (var document in await versions.ListDocumentsAsync(cancellationToken))
        {
            foreach (var version in (await versions.ListVersionsAsync(document, cancellationToken)).Reverse())
                standings.Add(Standing(await FactsAsync(version, id, recipient, now, cancellationToken)));
        }

        return standings;
    }

    private async Task<StandingFacts> FactsAsync(PolicyVersion version, RecipientId id, Recipient? recipient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (version.Significance is not Significance.Significant)
            return new(version, null, recipient, null, null, null, now);
        var notice = NoticeId.Of(version.Document, version.Number);
        return new(
            version,
            (await notices.FindAsync(notice, cancellationToken))?.Dates.TellBy,
            recipient,
            await ledger.FindAsync(notice, id, cancellationToken),
            await windows.OfAsync(notice, id, now, cancellationToken),
            await objections.FindAsync(notice, id, cancellationToken),
            now)
        {
            RemindedAt = (await ledger.RemindersOfAsync(notice, id, cancellationToken)).Max(reminder => reminder.Delivery.AcceptedAt),
        };
    }

    private static VersionStanding Standing(StandingFacts facts)
    {
        var (state, why) = StandingRule.Of(facts);
        var fate = facts.Delivery?.Fate ?? DeliveryFate.None;
        return new(
            facts.Version.Document,
            facts.Version.Number,
            facts.Version.Significance,
            facts.Version.State,
            facts.Version.EffectiveOn,
            facts.Version.InForceSince,
            state,
            why,
            facts.Delivery?.AcceptedAt,
            facts.Delivery?.State,
            fate.Outcome,
            fate.DeliveredAt,
            fate.Bounce?.At,
            facts.Window?.ClosesAt,
            facts.Objection?.ReceivedAt,
            facts.Objection?.State,
            StandingRule.AgreedAt(facts))
        {
            RemindedAt = facts.RemindedAt,
        };
    }
}
