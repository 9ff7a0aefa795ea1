using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Recipients;

/// <summary>Collects what became of each line while a file is imported.</summary>
internal sealed class ImportOutcome
{
    private const int MostProblems = 1_000;

    public List<Diagnostic> Problems { get; } = [];

    public LineSet Created { get; } = new();

    public LineSet Updated { get; } = new();

    public LineSet Unchanged { get; } = new();

    public LineSet Duplicates { get; } = new();

    public LineSet Rejected { get; } = new();

    public RecipientImportReport Report(int people, int verified)
    {
        var problems = Problems.OrderBy(problem => problem.Line).ToList();
        return new(
            Created.Report(), Updated.Report(), Unchanged.Report(), Duplicates.Report(), Rejected.Report(),
            verified, people - verified,
            [.. problems.Take(MostProblems)], Math.Max(0, problems.Count - MostProblems));
    }
}
