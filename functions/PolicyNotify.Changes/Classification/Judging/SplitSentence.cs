using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>A sentence of which the words are known; read with the lexicon when that has to be.</summary>
internal sealed class SplitSentence(SentenceReader reader, Clause clause, string text, Word[] words, ulong[] traces)
{
    private Reading? reading;

    public ulong[] Traces => traces;

    public Reading Reading => reading ??= reader.Read(clause, text, words);
}
