using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>The words of the clauses of a text, split once when they are first asked for.</summary>
internal sealed class ClauseWords(SentenceReader reader, WordTraces traces)
{
    private readonly Dictionary<int, (Word[][] Sentences, ulong[] Traces)> known = [];

    /// <summary>The words of its sentences.</summary>
    public Word[][] SentencesOf(Clause clause) => Split(clause).Sentences;

    /// <summary>What its words leave to be seen without reading it.</summary>
    public ulong[] TracesOf(Clause clause) => Split(clause).Traces;

    private (Word[][] Sentences, ulong[] Traces) Split(Clause clause)
    {
        if (known.TryGetValue(clause.Index, out var split))
            return split;

        Word[][] sentences = [.. clause.Sentences.Select(sentence => reader.Split(sentence.Text))];
        return known[clause.Index] = (sentences, traces.Of(sentences));
    }
}
