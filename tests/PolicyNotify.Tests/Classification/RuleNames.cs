using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Tests.Classification;

internal static class RuleNames
{
    public static IReadOnlyCollection<string> All { get; } = [.. LexiconSource.BuiltIn().Rules.Keys];
}
