using DiffPlex;
using DiffPlex.Chunkers;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Benchmarks.Compare;

/// <summary>The two things that are timed.</summary>
internal static class Pipeline
{
    public static void Judge(TextPair pair)
    {
        var old = PolicyDocument.Parse("old.md", pair.Old);
        var @new = PolicyDocument.Parse("new.md", pair.New);
        if (old.IsUsable && @new.IsUsable)
            ChangeClassifier.Default.Classify(PolicyComparison.Compare(old.Document, @new.Document));
    }

    public static void DiffWords(TextPair pair) =>
        Differ.Instance.CreateDiffs(pair.Old, pair.New, ignoreWhiteSpace: false, ignoreCase: false, new WordChunker());
}
