using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>One statement of a text: a sentence, or a list with the line that introduces it. Read when its words promise an answer.</summary>
/// <param name="traces">What its words leave to be seen.</param>
/// <param name="read">Reads it.</param>
/// <param name="keys">What of a sentence has to be said.</param>
internal sealed class Statement(ulong[] traces, Func<Passage> read, SaidKeys keys)
{
    private const int FewReadings = 2;

    private Passage? whole;
    private (Passage Passage, List<int> Needed)[]? parts;

    /// <summary>Whether it says everything of weight that a sentence says.</summary>
    /// <param name="lone">The sentence.</param>
    /// <param name="needed">The places of the words in it that have to be said.</param>
    /// <param name="wanted">What has to show for them.</param>
    public bool Covers(Passage lone, List<int> needed, List<Wanted> wanted)
    {
        if (!SaidKeys.MightCover(traces, wanted, needed.Count))
            return false;

        whole ??= read();
        if (whole.Readings.Count <= FewReadings)
            return keys.Cover(whole, lone, needed);

        // What the whole list lacks, some of its items lack as well.
        return keys.MayCover(whole, lone, needed) && keys.Cover(Relevant(whole, lone), lone, needed);
    }

    /// <summary>Whether it says every single word of weight that a sentence says.</summary>
    public bool CoversExactly(Passage lone, List<int> needed, List<Wanted> wanted) =>
        Covers(lone, needed, wanted) && needed.TrueForAll(at => keys.Says(whole!, lone, at));

    // Of a list only the items count that the sentence repeats whole: half of one item and half of another are no repetition.
    private Passage Relevant(Passage said, Passage lone)
    {
        parts ??= [.. said.Readings.Select(reading => new Passage([reading])).Select(part => (part, keys.Of(part)))];
        return new([.. said.Readings.Where((reading, at) => (at == 0 && reading.Clause.Kind is not ClauseKind.ListItem) || IsWithin(parts[at], lone))]);
    }

    private bool IsWithin((Passage Passage, List<int> Needed) item, Passage lone) =>
        item.Needed.Count > 0 && item.Needed.TrueForAll(at => keys.Says(lone, item.Passage, at));
}
