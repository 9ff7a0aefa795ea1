using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PolicyNotify.Changes.Documents;

/// <summary>A version of a document, written <c>major.minor</c>: a significant change raises the first number, a minor one the second.</summary>
public sealed record VersionNumber(int Major, int Minor) : IComparable<VersionNumber>
{
    /// <summary>The number every document starts with.</summary>
    public static VersionNumber First { get; } = new(1, 0);

    /// <summary>Reads <c>major.minor</c> and says whether the text is one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VersionNumber? number)
    {
        number = null;
        var parts = text?.Split('.');
        if (parts is [var major, var minor]
            && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            && first > 0)
        {
            number = new VersionNumber(first, second);
        }

        return number is not null;
    }

    /// <summary>Reads <c>major.minor</c>.</summary>
    /// <exception cref="FormatException">The text is not a version number.</exception>
    public static VersionNumber Parse(string text) => TryParse(text, out var number)
        ? number
        : throw new FormatException($"'{text}' is not a version number: write it as major.minor, such as 2.0.");

    /// <summary>The number that follows this one for a change of the given significance.</summary>
    public VersionNumber Next(Significance significance) =>
        significance is Significance.Significant ? new(Major + 1, 0) : new(Major, Minor + 1);

    /// <inheritdoc/>
    public int CompareTo(VersionNumber? other) =>
        other is null ? 1 : (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
