using System.Collections.Concurrent;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>
/// The written forms of the lexicon's own words that texts have shown so far, so that "shared" is brought to its stem once
/// and not once for each text. Used by all judgements at the same time; holds no more than the forms of a language.
/// </summary>
internal sealed class KnownForms
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, (int First, int Second)> forms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int First, int Second)>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private int count;

    public KnownForms() => lookup = forms.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool TryGet(ReadOnlySpan<char> form, out (int First, int Second) ids) => lookup.TryGetValue(form, out ids);

    /// <summary>Keeps a form; false when there is no room for it.</summary>
    public bool Add(string form, (int First, int Second) ids)
    {
        // Counting the dictionary itself would lock it; a few more than the limit do no harm.
        if (count >= Most)
            return false;
        count += forms.TryAdd(form, ids) ? 1 : 0;
        return true;
    }
}
