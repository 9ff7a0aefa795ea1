using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Tests.Classification;

internal static class RuleNames
{
    public static IReadOnlyCollection<string> All { get; } = [.. LexiconSource.BuiltIn().Rules.Keys];

    /// <summary>They never fire by themselves: they are words in which other rules tell a number that moved, or a second difference.</summary>
    public static IReadOnlyCollection<string> WordingsOfOthers { get; } = ["period-kept", "age", "number", "metadata-beside"];
}
