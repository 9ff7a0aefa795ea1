using System.Globalization;
using System.Text;

namespace PolicyNotify.Cli.Terminal;

/// <summary>Values as people read them in tables.</summary>
internal static class Words
{
    /// <summary>An enumeration's member in lower-case words: <c>InForce</c> is "in force".</summary>
    public static string Of(Enum value)
    {
        var words = new StringBuilder();
        foreach (var letter in value.ToString())
            words.Append(char.IsUpper(letter) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        return words.ToString();
    }

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment to the minute, in UTC.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset? moment) => moment is { } known ? Of(known) : "";

    /// <summary>A number with its noun: "1 person", "2 people".</summary>
    public static string Count(long number, string one, string many) => $"{Of(number)} {(number == 1 ? one : many)}";

    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
