using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Evidence;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>The events that tell the product's account system about objections.</summary>
internal static class ObjectionEvents
{
    public const string Recorded = "com.policynotify.objection.recorded";
    public const string Updated = "com.policynotify.objection.updated";
    public const string Withdrawn = "com.policynotify.objection.withdrawn";

    private const int IdDigits = 32;

    public static IReadOnlyList<string> Types { get; } = [Recorded, Updated, Withdrawn];

    public static string TypeOf(ObjectionChangeKind kind) => kind switch
    {
        ObjectionChangeKind.Recorded => Recorded,
        ObjectionChangeKind.Updated => Updated,
        _ => Withdrawn,
    };

    /// <summary>The same for the same step, so that handing on twice makes one event.</summary>
    public static string IdOf(ObjectionRecord objection, ObjectionChange change)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"objection|{objection.Notice}|{objection.Recipient}|{change.Number}");
        return $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..IdDigits]}";
    }

    /// <summary>The entry of a step that a person decided. What a mail recorded has its own, with the mail's facts.</summary>
    public static AuditEvent DecidedEntry(ObjectionRecord objection, ObjectionChange change)
    {
        var action = change.Kind is ObjectionChangeKind.Withdrawn ? "objection.withdrawn" : "objection.restored";
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["recipient"] = objection.Recipient.Value,
            ["by"] = change.By!,
            // Reasons quote people: the log binds the words without holding them.
            ["whySha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(change.Why!))),
        };
        if (change.Because is { } because)
            facts["because"] = because.ToString();
        if (change.Reply is { } reply)
            facts["reply"] = reply.Value;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{action}:{objection.Notice}:{objection.Recipient}:{change.Number}"),
            action,
            $"{objection.Notice.Document}/{objection.Notice.Version}",
            new Actor(change.Actor),
            facts);
    }
}
