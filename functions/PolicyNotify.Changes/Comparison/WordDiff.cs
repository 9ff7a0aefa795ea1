using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>What differs between the clauses of one change, word by word.</summary>
internal sealed class WordDiff
{
    private WordDiff(WordSide old, WordSide @new, IReadOnlyList<WordRun> runs)
    {
        Old = old;
        New = @new;
        Runs = runs;
        Changes = WordChanges.Describe(old, @new, runs);
        Form = FormChanges.Find(old.Clauses, @new.Clauses, Changes.Count > 0);
    }

    public WordSide Old { get; }

    public WordSide New { get; }

    public IReadOnlyList<WordRun> Runs { get; }

    public IReadOnlyList<WordChange> Changes { get; }

    public FormChange Form { get; }

    public static WordDiff Create(IReadOnlyList<Clause> oldClauses, IReadOnlyList<Clause> newClauses)
    {
        var old = new WordSide(oldClauses);
        var @new = new WordSide(newClauses);

        // Ties are broken by the texts alone, so that swapping the sides swaps the result and nothing else.
        IReadOnlyList<WordRun> runs = string.CompareOrdinal(old.Text, @new.Text) <= 0
            ? WordRuns.Find(old, @new)
            : [.. WordRuns.Find(@new, old).Select(Swap)];
        return new(old, @new, oldClauses.Count == newClauses.Count ? runs : DividerRuns.Mark(runs, old, @new));
    }

    private static WordRun Swap(WordRun run) => new(run.Kind, run.NewStart, run.NewCount, run.OldStart, run.OldCount);
}
