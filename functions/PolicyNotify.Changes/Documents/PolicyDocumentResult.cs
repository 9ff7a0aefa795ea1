using System.Diagnostics.CodeAnalysis;
using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Changes.Documents;

/// <summary>What reading a policy file gave.</summary>
/// <param name="Document">The document; null when a diagnostic of severity error says why there is none.</param>
/// <param name="Diagnostics">Everything noticed, errors and remarks.</param>
public sealed record PolicyDocumentResult(PolicyDocument? Document, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether the text can be used.</summary>
    [MemberNotNullWhen(true, nameof(Document))]
    public bool IsUsable => Document is not null;
}
