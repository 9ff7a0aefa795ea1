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

    public string OldText => Old.Text;

    public string NewText => New.Text;

    public IReadOnlyList<WordRun> Runs { get; }

    public IReadOnlyList<WordChange> Changes { get; }

    public FormChange Form { get; }

    public static WordDiff Create(IReadOnlyList<Clause> oldClauses, IReadOnlyList<Clause> newClauses)
    {
        var old = new WordSide(oldClauses);
        var @new = new WordSide(newClauses);

        // Ties are broken by the texts alone, so that swapping the sides swaps the result and nothing else.
        return string.CompareOrdinal(old.Text, @new.Text) <= 0
            ? new(old, @new, WordRuns.Find(old, @new))
            : new(old, @new, [.. WordRuns.Find(@new, old).Select(Swap)]);
    }

    private static WordRun Swap(WordRun run) => new(run.IsEqual, run.NewStart, run.NewCount, run.OldStart, run.OldCount);
}
