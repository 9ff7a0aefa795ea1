namespace PolicyNotify.Changes.Comparison;

/// <summary>The word bags of both texts, made when asked for.</summary>
internal sealed class WordBags(Alignment alignment)
{
    private readonly Identities identities = new(StringComparer.OrdinalIgnoreCase);
    private readonly WordBag?[] old = new WordBag?[alignment.Old.Count];
    private readonly WordBag?[] @new = new WordBag?[alignment.New.Count];

    public WordBag Old(int place) => old[place] ??= WordBag.Of(alignment.Old[place], identities);

    public WordBag New(int place) => @new[place] ??= WordBag.Of(alignment.New[place], identities);
}
