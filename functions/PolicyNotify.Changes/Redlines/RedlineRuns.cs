using System.Text;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Redlines;

/// <summary>Cuts one change into runs that cover every character of its clauses and of the space before them.</summary>
internal static class RedlineRuns
{
    public static IReadOnlyList<RedlineRun> Cut(PolicyComparison comparison, ClauseChange change)
    {
        var diff = change.Diff;
        var old = new SourceCutter(comparison.Old, diff.Old);
        var @new = new SourceCutter(comparison.New, diff.New);
        var runs = new List<RedlineRun>();
        foreach (var run in diff.Runs)
        {
            if (run.Kind is not WordRunKind.Different)
            {
                runs.Add(new(
                    RedlineRunKind.Same,
                    @new.Text(run.NewStart, run.NewCount),
                    old.Source(run.OldStart, run.OldCount),
                    @new.Source(run.NewStart, run.NewCount)));
                continue;
            }

            if (run.OldCount > 0)
                runs.Add(new(RedlineRunKind.Deleted, old.Text(run.OldStart, run.OldCount), old.Source(run.OldStart, run.OldCount), null));
            if (run.NewCount > 0)
                runs.Add(new(RedlineRunKind.Inserted, @new.Text(run.NewStart, run.NewCount), null, @new.Source(run.NewStart, run.NewCount)));
        }

        AddWordless(old, @new, runs);
        return runs;
    }

    // A clause without words (a comment) is form, but its characters belong to the text.
    private static void AddWordless(SourceCutter old, SourceCutter @new, List<RedlineRun> runs)
    {
        var (before, after) = (old.Wordless, @new.Wordless);
        if (before is null && after is null)
            return;

        var kind = after is null ? RedlineRunKind.Deleted : before is null ? RedlineRunKind.Inserted : RedlineRunKind.Same;
        runs.Add(new(kind, "", before, after));
    }

    private sealed class SourceCutter
    {
        private readonly WordSide side;
        private readonly string body;
        private readonly int start;
        private readonly int end;

        public SourceCutter(PolicyDocument document, WordSide side)
        {
            this.side = side;
            body = document.Body;
            if (side.Clauses.Count == 0)
                return;

            var first = side.Clauses[0].Index;
            start = first == 0 ? 0 : document.Clauses[first - 1].End;
            end = side.Clauses[^1].End;
        }

        public string? Wordless => side.Clauses.Count > 0 && side.Atoms.Length == 0 ? body[start..end] : null;

        public string Text(int first, int count)
        {
            var text = side.Text[side.Offset(first)..side.Offset(first + count)];
            return count > 0 && side.Clauses[side.ClauseOf(first)].Kind is ClauseKind.TableRow ? WithCells(first, count) : text;
        }

        // The meaning of a row runs its cells together; whoever reads the row needs them apart.
        private string WithCells(int first, int count)
        {
            var text = new StringBuilder();
            for (var i = first; i < first + count; i++)
            {
                var word = side.Text.AsSpan(side.Offset(i), side.Offset(i + 1) - side.Offset(i));
                var endsCell = i + 1 < side.Atoms.Length && !side.IsFirst(i + 1) && body.AsSpan(side.Atoms[i].End, side.Atoms[i + 1].Start - side.Atoms[i].End).Contains('|');
                text.Append(endsCell ? word.TrimEnd() : word).Append(endsCell ? " | " : "");
            }

            return text.ToString();
        }

        public string Source(int first, int count)
        {
            if (count == 0)
                return "";

            var from = first == 0 ? start : side.Atoms[first - 1].End;
            var to = first + count == side.Atoms.Length ? end : side.Atoms[first + count - 1].End;
            return body[from..to];
        }
    }
}
