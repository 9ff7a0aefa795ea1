using System.Diagnostics.CodeAnalysis;
using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Changes.Classification;

/// <summary>What loading a company's own rules gave.</summary>
/// <param name="Classifier">The classifier; null when a diagnostic says why there is none.</param>
/// <param name="Diagnostics">Everything that is wrong with the files.</param>
public sealed record ChangeClassifierResult(ChangeClassifier? Classifier, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether the files can be used.</summary>
    [MemberNotNullWhen(true, nameof(Classifier))]
    public bool IsUsable => Classifier is not null;
}
