using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Which clauses of two texts belong together, while it is being found out.</summary>
internal sealed class Alignment
{
    public Alignment(IReadOnlyList<Clause> old, IReadOnlyList<Clause> @new)
    {
        Old = old;
        New = @new;
        OldPartners = new int[old.Count];
        NewPartners = new int[@new.Count];
        Array.Fill(OldPartners, -1);
        Array.Fill(NewPartners, -1);
    }

    public IReadOnlyList<Clause> Old { get; }

    public IReadOnlyList<Clause> New { get; }

    /// <summary>For each old clause its new one; -1 while it has none.</summary>
    public int[] OldPartners { get; }

    /// <summary>For each new clause its old one; -1 while it has none.</summary>
    public int[] NewPartners { get; }

    /// <summary>Pairs whose words differ.</summary>
    public HashSet<int> Reworded { get; } = [];

    public bool IsComplete => !OldPartners.Contains(-1) && !NewPartners.Contains(-1);

    public void Pair(int old, int @new)
    {
        OldPartners[old] = @new;
        NewPartners[@new] = old;
    }

    /// <summary>The old clauses without a partner.</summary>
    public List<int> FreeOld() => Free(OldPartners);

    /// <summary>The new clauses without a partner.</summary>
    public List<int> FreeNew() => Free(NewPartners);

    private static List<int> Free(int[] partners)
    {
        var free = new List<int>();
        for (var i = 0; i < partners.Length; i++)
        {
            if (partners[i] < 0)
                free.Add(i);
        }

        return free;
    }
}
