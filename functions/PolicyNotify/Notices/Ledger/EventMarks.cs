using System.Security.Cryptography;
using System.Text;

namespace PolicyNotify.Notices.Ledger;

/// <summary>
/// Which events of one copy were seen: a short hash of each identifier, in the copy's own row, so that an event and the memory of it are
/// written together. Past the limit the smallest hashes are kept, which is the same set in whatever order they came.
/// </summary>
internal sealed record EventMarks
{
    private const int Most = 64;
    private const int Digits = 12;

    private EventMarks(string text) => Text = text;

    public static EventMarks None { get; } = new(string.Empty);

    /// <summary>The marks in order, without a separator: each has the same length.</summary>
    public string Text { get; }

    public static EventMarks Parse(string? text) => string.IsNullOrEmpty(text) ? None : new(text);

    public bool Contains(string eventId) => All().Contains(MarkOf(eventId), StringComparer.Ordinal);

    public EventMarks With(IEnumerable<string> eventIds) => new(string.Concat(
        All().Concat(eventIds.Select(MarkOf)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most)));

    private static string MarkOf(string eventId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)))[..Digits];

    private IEnumerable<string> All() => Text.Chunk(Digits).Select(mark => new string(mark));
}
