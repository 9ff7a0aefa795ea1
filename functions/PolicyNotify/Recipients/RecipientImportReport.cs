using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Recipients;

/// <summary>What became of every line of an imported file. Each line below the header is counted under exactly one outcome.</summary>
/// <param name="Created">People who were new.</param>
/// <param name="Updated">People of whom something is now known that was not before.</param>
/// <param name="Unchanged">People of whom everything was known already.</param>
/// <param name="Duplicates">Further lines about a person named earlier in the file; what they say was taken too, by the same rules.</param>
/// <param name="Rejected">Lines that were not taken; the problems say why.</param>
/// <param name="Verified">How many of the people in the file may now be mailed.</param>
/// <param name="Unverified">How many may not, for want of a proof.</param>
/// <param name="Problems">What is wrong, by line and column; at most 1,000.</param>
/// <param name="ProblemsOmitted">How many problems are not listed; their lines still stand under <paramref name="Rejected"/>.</param>
public sealed record RecipientImportReport(
    ImportedLines Created,
    ImportedLines Updated,
    ImportedLines Unchanged,
    ImportedLines Duplicates,
    ImportedLines Rejected,
    int Verified,
    int Unverified,
    IReadOnlyList<Diagnostic> Problems,
    int ProblemsOmitted);
