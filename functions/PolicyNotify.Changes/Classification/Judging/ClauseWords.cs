using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>The words of the clauses of a text: split once when they are first asked for, read when that has to be.</summary>
internal sealed class ClauseWords(SentenceReader reader, WordTraces traces)
{
    private readonly Dictionary<int, (SplitSentence[] Sentences, ulong[] Traces)> known = [];

    /// <summary>Its sentences that have words.</summary>
    public SplitSentence[] SentencesOf(Clause clause) => Split(clause).Sentences;

    /// <summary>What its words leave to be seen without reading it.</summary>
    public ulong[] TracesOf(Clause clause) => Split(clause).Traces;

    private (SplitSentence[] Sentences, ulong[] Traces) Split(Clause clause)
    {
        if (known.TryGetValue(clause.Index, out var split))
            return split;

        var sentences = new List<SplitSentence>(clause.Sentences.Count);
        foreach (var sentence in clause.Sentences)
        {
            if (reader.Split(sentence.Text) is { Length: > 0 } words)
                sentences.Add(new(reader, clause, sentence.Text, words, traces.Of(words)));
        }

        return known[clause.Index] = ([.. sentences], traces.Join(sentences));
    }
}
