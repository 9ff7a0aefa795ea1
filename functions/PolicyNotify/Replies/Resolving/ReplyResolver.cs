using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Resolving;

/// <summary>
/// Settles replies that wait for review, and raises those that the rules took for less than they are. The decision is stored with the reply
/// before anything follows from it; what a crash leaves undone, the next collection of replies finishes.
/// </summary>
public sealed class ReplyResolver
{
    private readonly ReplyStore replies;
    private readonly NoticeStore notices;
    private readonly RecipientStore recipients;
    private readonly ObjectionStore objections;
    private readonly ReplyAssessor assessor;
    private readonly ReplyIntake intake;
    private readonly ReplyViews views;
    private readonly TimeProvider clock;

    internal ReplyResolver(
        ReplyStore replies,
        NoticeStore notices,
        RecipientStore recipients,
        ObjectionStore objections,
        ReplyAssessor assessor,
        ReplyIntake intake,
        ReplyViews views,
        TimeProvider clock)
    {
        this.replies = replies;
        this.notices = notices;
        this.recipients = recipients;
        this.objections = objections;
        this.assessor = assessor;
        this.intake = intake;
        this.views = views;
        this.clock = clock;
    }

    /// <summary>
    /// Records what a reply is. The same answer again changes nothing and keeps the first one's name and reason. It can be changed only to something
    /// from which something follows (objection, request, withdrawal), because nothing may keep that from happening; so can a reply that does
    /// not wait for review. A recorded objection is ended by <see cref="ObjectionDecisions"/> alone.
    /// </summary>
    /// <exception cref="UnknownResourceException">There is no such reply.</exception>
    /// <exception cref="ConflictingStateException">It is not judged yet, is settled otherwise, or takes back an objection that there is not.</exception>
    /// <exception cref="RejectedInputException">The notice or the person is missing for an objection or a withdrawal, is not known, or is not the one the reply itself names.</exception>
    public async Task<ReplyView> ResolveAsync(ReplyId id, ReplyDecision decision, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(actor);
        var reply = await replies.FindAsync(id, cancellationToken) ?? throw new UnknownResourceException($"There is no reply '{id}'.");
        while (true)
        {
            var resolution = await DecideAsync(reply, decision, actor, cancellationToken);
            if (resolution is null)
                break;
            IReadOnlyList<ReplyResolution> resolutions = [.. reply.Resolutions, resolution];
            reply = await replies.UpdateAsync(reply with { Resolutions = resolutions, IsDone = false, ResumeAt = null }, cancellationToken);
            if (ReferenceEquals(reply.Resolutions, resolutions))
                break;
        }

        return views.Of(await intake.FinishAsync(reply, cancellationToken));
    }

    /// <returns>What to record; null when it is recorded already.</returns>
    private async Task<ReplyResolution?> DecideAsync(ReplyRecord reply, ReplyDecision decision, Actor actor, CancellationToken cancellationToken)
    {
        if (reply.Judged is not { } judged)
            throw new ConflictingStateException($"Reply {reply.Id} is not judged yet. Try again in a minute.");
        var last = reply.Resolution;
        var known = last is null ? judged.Match : judged.Match with { Notice = last.Notice, Recipient = last.Recipient };
        var (notice, recipient) = await OwnerAsync(judged.Match, known, decision, cancellationToken);
        if (last is not null ? last.As == decision.As && last.Notice == notice && last.Recipient == recipient : judged.IsObjection && decision.As is ResolvedKind.Objection)
            return null;
        if (reply.StandingObjection is not null)
            throw new ConflictingStateException($"Reply {reply.Id} is recorded as an objection{By(last)}. End that with 'policy-notify objections withdraw'; the reply stays what it is.");
        if (!reply.NeedsReview && decision.As is ResolvedKind.Question or ResolvedKind.Other)
        {
            throw new ConflictingStateException(last is null
                ? $"Reply {reply.Id} does not wait for review: it was judged {Word(judged.Judgement.Kind)}. It can still be made an objection, a request or a withdrawal."
                : $"Reply {reply.Id} was resolved{By(last)} as {Word(last.As)}. That can only be changed to an objection, a request or a withdrawal.");
        }

        if (decision.As is ResolvedKind.Objection && await notices.FindAsync(notice!, cancellationToken) is { Stage: NoticeStage.Cancelled })
            throw new ConflictingStateException($"{notice} was cancelled before anybody was told: there is nothing to object to. Name the notice that the person means, or resolve this reply as other.");

        if (decision.As is ResolvedKind.Withdrawal && await objections.FindAsync(notice!, recipient!, cancellationToken) is null)
            throw new ConflictingStateException($"Recipient {recipient} has no objection to {notice} on record that could be taken back. Record it first, or resolve this reply as other.");

        var window = await assessor.WindowAsync(judged.Match with { Notice = notice, Recipient = recipient }, reply.ReceivedAt, cancellationToken);
        return new(decision.As, decision.By, decision.Why, clock.GetUtcNow(), actor.Name, notice, recipient, window);
    }

    /// <summary>Whom and which notice the reply belongs to: by the reply itself where that is sure, else by the decision.</summary>
    private async Task<(NoticeId? Notice, RecipientId? Recipient)> OwnerAsync(
        ReplyMatch match, ReplyMatch known, ReplyDecision decision, CancellationToken cancellationToken)
    {
        var problems = new List<Diagnostic>();
        var isSure = match.Basis is MatchBasis.Token or MatchBasis.MessageId;
        var notice = decision.Notice ?? known.Notice;
        if (decision.Notice is { } given && await notices.FindAsync(given, cancellationToken) is null)
            problems.Add(DecisionChecks.Problem("resolve-notice", "notice", $"There is no notice {given}.", "Name one of those that 'policy-notify notices list' lists."));
        else if (isSure && notice != match.Notice)
            problems.Add(DecisionChecks.Problem("resolve-notice", "notice", $"The reply answers the notice {match.Notice}.", "Leave the notice out."));

        var recipient = decision.Person is { } person ? await FindAsync(person, cancellationToken) : known.Recipient;
        if (decision.Person is not null && recipient is null)
            problems.Add(DecisionChecks.Problem("resolve-recipient", "recipient", "The recipient is nobody we know.", "Give the recipient id or the address of a person who was imported."));
        else if (isSure && recipient != match.Recipient)
            problems.Add(DecisionChecks.Problem("resolve-recipient", "recipient", $"The reply answers what was sent to {match.Recipient}.", "Leave the recipient out."));

        if (problems.Count == 0 && decision.As is ResolvedKind.Objection or ResolvedKind.Withdrawal)
        {
            if (notice is null)
                problems.Add(DecisionChecks.Problem("resolve-notice", "notice", "The reply itself does not tell which notice it answers.", "Name the notice, such as privacy-2.0."));
            if (recipient is null)
                problems.Add(DecisionChecks.Problem("resolve-recipient", "recipient", "The reply itself does not tell whom it comes from.", "Give the person's recipient id or address."));
        }

        return problems.Count == 0 ? (notice, recipient) : throw DecisionChecks.Refused(problems);
    }

    private async Task<RecipientId?> FindAsync(string person, CancellationToken cancellationToken)
    {
        if (person.Contains('@', StringComparison.Ordinal))
            return (await recipients.FindByAddressAsync(person, cancellationToken))?.Id;
        try
        {
            return (await recipients.GetAsync(RecipientId.Parse(person), cancellationToken))?.Id;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string By(ReplyResolution? decision) => decision is null ? "" : $" by {decision.By}";

    private static string Word(Enum kind) => kind.ToString().ToLowerInvariant();
}
