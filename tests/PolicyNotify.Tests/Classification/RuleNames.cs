using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Tests.Classification;

internal static class RuleNames
{
    public static IReadOnlyCollection<string> All { get; } = [.. LexiconSource.BuiltIn().Rules.Keys];

    /// <summary>They never fire by themselves: they are the words in which the rule quantity tells a number that moved.</summary>
    public static IReadOnlyCollection<string> WordingsOfQuantity { get; } = ["period-kept", "age", "number"];
}
