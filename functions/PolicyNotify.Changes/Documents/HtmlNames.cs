using System.Collections.Frozen;

namespace PolicyNotify.Changes.Documents;

/// <summary>The HTML elements inside which words go on; all others divide words.</summary>
internal static class HtmlNames
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Inline = new[]
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
        "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsInline(ReadOnlySpan<char> name) => Inline.Contains(name);
}
