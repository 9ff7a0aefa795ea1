using System.Globalization;
using System.Text;
using PolicyNotify.Mail.Legal;

namespace PolicyNotify.Replies.Watching;

/// <summary>Writes the daily digest: counts and identifiers, never an address or what anybody wrote.</summary>
internal static class DigestLetter
{
    private const int MostLines = 50;

    public static LegalMail Write(DateOnly day, OpenWork work, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"This is open on {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. The digest comes once a day while anything is.");
        Section(text, "Replies that wait for a reader", "policy-notify replies show ID", [.. work.Reviews.Select(reply => $"`{reply.Id}`, waiting {Age(now - reply.CollectedAt)}")]);
        Section(
            text,
            "Data-protection requests",
            "policy-notify replies list --requests",
            [.. work.Requests.Select(request => $"`{request.Id}`, to be answered by {request.DueOn:yyyy-MM-dd}{(request.IsOverdue ? ", **overdue**" : "")}")]);
        Section(
            text,
            "Events that the account system did not take",
            "policy-notify webhooks redeliver --dead",
            [.. work.Dead.Select(dead => $"`{dead.Id}`, endpoint {dead.Endpoint}, {dead.Notice}: {dead.LastOutcome}")]);
        return new($"digest:{day:yyyy-MM-dd}", Subject(work), text.ToString());
    }

    private static string Subject(OpenWork work)
    {
        var parts = new List<string>();
        if (work.Reviews.Count > 0)
            parts.Add(Counted(work.Reviews.Count, "reply to read", "replies to read"));
        if (work.Requests.Count > 0)
            parts.Add(Counted(work.Requests.Count, "request to answer", "requests to answer") + (work.Overdue > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({work.Overdue} overdue)") : ""));
        if (work.Dead.Count > 0)
            parts.Add(Counted(work.Dead.Count, "event not taken", "events not taken"));
        return $"Open: {string.Join(", ", parts)}";
    }

    private static void Section(StringBuilder text, string heading, string command, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {heading}: {lines.Count}").AppendLine();
        foreach (var line in lines.Take(MostLines))
            text.AppendLine(CultureInfo.InvariantCulture, $"- {line}");
        if (lines.Count > MostLines)
            text.AppendLine(CultureInfo.InvariantCulture, $"- and {lines.Count - MostLines} more");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"    {command}");
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => Counted((int)age.TotalDays, "day", "days"),
        { TotalHours: >= 1 } => Counted((int)age.TotalHours, "hour", "hours"),
        _ => "less than an hour",
    };

    private static string Counted(int count, string one, string several) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");
}
