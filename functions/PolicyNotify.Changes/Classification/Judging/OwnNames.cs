using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// The names in the title of both versions: whoever speaks, or what the text is about. "Example collects" and "we collect"
/// name nobody new, outside sentences about recipients, places, the controller or what is covered.
/// </summary>
internal sealed class OwnNames(PolicyDocument old, PolicyDocument @new)
{
    private readonly HashSet<string> before = Words(old);
    private readonly HashSet<string> after = Words(@new);

    public bool Has(string name) => before.Contains(name) && after.Contains(name);

    private static HashSet<string> Words(PolicyDocument document)
    {
        var heading = document.Clauses.FirstOrDefault(clause => clause.Kind is ClauseKind.Heading)?.Meaning ?? "";
        return [.. $"{document.FrontMatter.Title} {heading}".Split([' ', ',', ':', '(', ')', '|'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsUpper(word[0]))];
    }
}
