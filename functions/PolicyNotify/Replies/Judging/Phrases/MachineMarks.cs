using System.Collections.Frozen;

namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>
/// The words by which mail systems and their robots give themselves away, looked for letter by letter in lower-case text because some of their
/// languages put no spaces between words.
/// </summary>
internal sealed class MachineMarks(IReadOnlyDictionary<string, IReadOnlyList<string>> sections)
{
    public string? BounceSubject(string subject) => Find("bounce-subject", subject);

    public string? Bounce(string text) => Find("bounce", text);

    public string? AutomaticSubject(string subject) => Find("automatic-subject", subject);

    public string? Automatic(string text) => Find("automatic", text);

    /// <summary>The line of a ticket system above which an answer goes.</summary>
    public string? AnswerAbove(string line) => Find("answer-above", line);

    public string? TicketSubject(string subject) => Find("ticket-subject", subject);

    public string? BounceNotification(string text) => Find("bounce-notification", text);

    public string? Notification(string text) => Find("notification", text);

    public string? Complaint(string text) => Find("complaint", text);

    public bool SaysPermanent(string text) => Find("permanent", text) is not null && Find("temporary", text) is null;

    public string? Sender(string from) => Find("sender", from);

    public static MachineMarks Parse(string content)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var current = new List<string>();
        foreach (var line in content.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[' && line[^1] == ']')
                sections[line[1..^1]] = current = [];
            else
                current.Add(line.ToLowerInvariant());
        }

        return new MachineMarks(sections.ToFrozenDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value));
    }

    private string? Find(string section, string text) =>
        sections.TryGetValue(section, out var marks) ? marks.FirstOrDefault(mark => Has(text, mark)) : null;

    private static bool Has(string text, string mark) =>
        mark[0] == '^' ? text.AsSpan().TrimStart().StartsWith(mark.AsSpan(1), StringComparison.OrdinalIgnoreCase) : text.Contains(mark, StringComparison.OrdinalIgnoreCase);
}
