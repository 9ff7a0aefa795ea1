using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Evidence;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Replies;

/// <summary>The audit entries about replies. The keys are reproducible, so that a repeated step leaves one entry.</summary>
internal static class ReplyEvents
{
    private static readonly Actor Collector = Actor.System("replies");

    /// <summary>Who makes an objection of a reply: a person's decision, or the rules.</summary>
    public static Actor ActorOf(ReplyRecord reply) => reply.Resolution is { As: ResolvedKind.Objection } decision ? new Actor(decision.Actor) : Collector;

    public static AuditEvent Judged(ReplyRecord reply, JudgedReply judged) => new(
        $"reply.judged:{reply.Id}", "reply.judged", $"reply/{reply.Id}", Collector,
        Facts(
            ("raw", reply.RawHash),
            ("source", reply.Source),
            ("receivedAt", Moment(reply.ReceivedAt)),
            ("receivedBy", reply.ReceiptBasis.ToString()),
            ("kind", judged.Judgement.Kind.ToString()),
            ("match", judged.Match.Basis.ToString()),
            ("notice", judged.Match.Notice?.ToString()),
            ("recipient", judged.Match.Recipient?.Value),
            ("needsReview", judged.NeedsReview ? "yes" : "no")));

    public static AuditEvent Imported(ReplyRecord reply, DateTimeOffset? receivedAt, Actor actor) => new(
        $"reply.imported:{reply.Id}", "reply.imported", $"reply/{reply.Id}", actor,
        Facts(("raw", reply.RawHash), ("given", receivedAt is { } given ? Moment(given) : null), ("receivedAt", Moment(reply.ReceivedAt))));

    public static AuditEvent Resolved(ReplyRecord reply, ReplyResolution resolution) => new(
        string.Create(CultureInfo.InvariantCulture, $"reply.resolved:{reply.Id}:{resolution.As}:{resolution.At.UtcTicks}"), "reply.resolved", $"reply/{reply.Id}", new Actor(resolution.Actor),
        Facts(
            ("raw", reply.RawHash),
            ("receivedAt", Moment(reply.ReceivedAt)),
            ("as", resolution.As.ToString()),
            ("by", resolution.By),
            // People quote replies when they give reasons: the log, which is never shortened, binds the words without holding them.
            ("whySha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resolution.Why)))),
            ("notice", resolution.Notice?.ToString()),
            ("recipient", resolution.Recipient?.Value),
            ("inTime", resolution.Window is { } window ? window.IsInTime ? "yes" : "no" : null)));

    public static AuditEvent Objected(ReplyRecord reply, ObjectionRecord objection) => new(
        $"objection:{objection.Notice}:{objection.Recipient}:{reply.Id}",
        objection.Replies[0] == reply.Id ? "objection.recorded" : "objection.repeated",
        $"{objection.Notice.Document}/{objection.Notice.Version}",
        ActorOf(reply),
        Facts(
            ("recipient", objection.Recipient.Value),
            ("reply", reply.Id.Value),
            ("raw", reply.RawHash),
            ("receivedAt", Moment(reply.ReceivedAt)),
            ("inTime", objection.Window.IsInTime ? "yes" : "no"),
            ("windowClosesAt", objection.Window.ClosesAt is { } closes ? Moment(closes) : null)));

    public static AuditEvent Acknowledged(ObjectionRecord objection, string transport) => new(
        $"objection.acknowledged:{objection.Notice}:{objection.Recipient}",
        "objection.acknowledged",
        $"{objection.Notice.Document}/{objection.Notice.Version}",
        Collector,
        Facts(
            ("recipient", objection.Recipient.Value),
            ("outcome", objection.Acknowledgement.State.ToString()),
            ("transport", transport)));

    private static Dictionary<string, string> Facts(params (string Name, string? Value)[] facts) =>
        facts.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Name, fact => fact.Value!, StringComparer.Ordinal);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
