using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Two versions of one document, aligned clause by clause.</summary>
public sealed class PolicyComparison
{
    private PolicyComparison(PolicyDocument old, PolicyDocument @new)
    {
        Old = old;
        New = @new;
    }

    /// <summary>The earlier text.</summary>
    public PolicyDocument Old { get; }

    /// <summary>The later text.</summary>
    public PolicyDocument New { get; }

    /// <summary>Aligns two texts.</summary>
    public static PolicyComparison Compare(PolicyDocument old, PolicyDocument @new) => new(old, @new);
}
