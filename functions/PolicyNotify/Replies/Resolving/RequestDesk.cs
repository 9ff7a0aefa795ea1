using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Resolving;

/// <summary>Where the data-protection officer notes that a request was answered.</summary>
public sealed class RequestDesk
{
    private readonly ReplyStore replies;
    private readonly ReplyViews views;
    private readonly AuditLog audit;
    private readonly TimeProvider clock;

    internal RequestDesk(ReplyStore replies, ReplyViews views, AuditLog audit, TimeProvider clock)
    {
        this.replies = replies;
        this.views = views;
        this.audit = audit;
        this.clock = clock;
    }

    /// <summary>Records that a request was answered. Again, it changes nothing: the first note stays.</summary>
    /// <exception cref="UnknownResourceException">There is no such reply.</exception>
    /// <exception cref="ConflictingStateException">The reply is no request.</exception>
    public async Task<ReplyView> CloseAsync(ReplyId id, PersonDecision decision, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(actor);
        var reply = await replies.FindAsync(id, cancellationToken) ?? throw new UnknownResourceException($"There is no reply '{id}'.");
        while (reply.Closure is null)
        {
            if (!reply.IsRequest)
                throw new ConflictingStateException($"Reply {id} is no request. If it is one, resolve it as a request first.");
            reply = await replies.UpdateAsync(reply with { Closure = new(decision.By, decision.Why, clock.GetUtcNow(), actor.Name) }, cancellationToken);
        }

        // After the note, and again with every repetition: what a crash left out is made good.
        await audit.AppendAsync(Entry(reply, reply.Closure), CancellationToken.None);
        return views.Of(reply);
    }

    private static AuditEvent Entry(ReplyRecord reply, ReplyClosure closure) => new(
        $"request.closed:{reply.Id}",
        "request.closed",
        $"reply/{reply.Id}",
        new Actor(closure.Actor),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["by"] = closure.By,
            ["whySha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(closure.Why))),
        });
}
