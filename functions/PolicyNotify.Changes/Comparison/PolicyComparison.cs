using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Two versions of one document, aligned clause by clause.</summary>
public sealed class PolicyComparison
{
    private readonly Lazy<IReadOnlyList<FieldChange>> fields;

    private PolicyComparison(PolicyDocument old, PolicyDocument @new, IReadOnlyList<ClauseChange> alignment)
    {
        Old = old;
        New = @new;
        Alignment = alignment;
        Changes = [.. alignment.Where(IsChange)];
        fields = new(() => FieldChanges.Find(old.FrontMatter, @new.FrontMatter));
    }

    /// <summary>The earlier text.</summary>
    public PolicyDocument Old { get; }

    /// <summary>The later text.</summary>
    public PolicyDocument New { get; }

    /// <summary>Every clause of both texts once, in the order of the new text, with removed clauses where they used to stand.</summary>
    public IReadOnlyList<ClauseChange> Alignment { get; }

    /// <summary>
    /// Those of <see cref="Alignment"/> whose words, place or written form differ. Whether only form differs is
    /// <see cref="ClauseChange.IsFormOnly"/>.
    /// </summary>
    public IReadOnlyList<ClauseChange> Changes { get; }

    /// <summary>The front matter fields that differ.</summary>
    public IReadOnlyList<FieldChange> Fields => fields.Value;

    /// <summary>Aligns two texts. Swapping them swaps additions and removals and nothing else.</summary>
    public static PolicyComparison Compare(PolicyDocument old, PolicyDocument @new) =>
        new(old, @new, ClauseAligner.Align(old, @new));

    private static bool IsChange(ClauseChange change) =>
        change.Kind is not ClauseChangeKind.Unchanged
        || change.Old.Count != 1
        || change.New.Count != 1
        || change.Old[0].Kind != change.New[0].Kind
        || !change.Old[0].SourceSpan.SequenceEqual(change.New[0].SourceSpan);
}
