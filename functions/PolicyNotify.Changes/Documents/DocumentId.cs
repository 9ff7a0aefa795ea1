using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace PolicyNotify.Changes.Documents;

/// <summary>Names one policy document, such as <c>privacy</c>; it is the file's name without extension and the page's address.</summary>
public sealed partial record DocumentId
{
    // The public site serves these addresses itself.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "admin", "api", "assets", "health" };

    private DocumentId(string value) => Value = value;

    /// <summary>The identifier: lower-case letters, digits and hyphens, starting with a letter, 1 to 63 characters.</summary>
    public string Value { get; }

    /// <summary>Reads an identifier and says whether it is one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DocumentId? id)
    {
        id = text is not null && Pattern().IsMatch(text) && !Reserved.Contains(text) ? new DocumentId(text) : null;
        return id is not null;
    }

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="FormatException">The text is not an identifier.</exception>
    public static DocumentId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"'{text}' is not a document name: use 1 to 63 lower-case letters, digits and hyphens, starting with a letter.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,62}$")]
    private static partial Regex Pattern();
}
