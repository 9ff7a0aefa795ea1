using System.Buffers;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>Which words of two passages differ, and where.</summary>
internal sealed class WordEdits
{
    // Beyond this many cells the passages are compared as bags of words, so that no text can make the judgement slow.
    private const long MaxCells = 250_000;

    private WordEdits(bool[] removed, bool[] added, List<Hunk> hunks)
    {
        Removed = removed;
        Added = added;
        Hunks = hunks;
    }

    public bool[] Removed { get; }

    public bool[] Added { get; }

    public List<Hunk> Hunks { get; }

    /// <summary>One place where words were put in, taken out or replaced.</summary>
    internal readonly record struct Hunk(int OldStart, int OldEnd, int NewStart, int NewEnd);

    public static WordEdits Between(ReadOnlySpan<int> old, ReadOnlySpan<int> @new)
    {
        var removed = new bool[old.Length];
        var added = new bool[@new.Length];
        var start = old.CommonPrefixLength(@new);
        var end = 0;
        while (end < Math.Min(old.Length, @new.Length) - start && old[^(end + 1)] == @new[^(end + 1)])
            end++;

        var middleOld = old[start..^end];
        var middleNew = @new[start..^end];
        removed.AsSpan(start, middleOld.Length).Fill(true);
        added.AsSpan(start, middleNew.Length).Fill(true);
        if ((long)middleOld.Length * middleNew.Length <= MaxCells)
            KeepCommon(middleOld, middleNew, removed.AsSpan(start), added.AsSpan(start));
        return new(removed, added, HunksOf(removed, added));
    }

    private static void KeepCommon(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, Span<bool> removed, Span<bool> added)
    {
        if (old.IsEmpty || @new.IsEmpty)
            return;

        // Rented: a table of some size, made anew for each pair of sentences, would cost more than filling it.
        var width = @new.Length + 1;
        var rented = ArrayPool<ushort>.Shared.Rent((old.Length + 1) * width);
        try
        {
            KeepCommon(old, @new, removed, added, rented.AsSpan(0, (old.Length + 1) * width));
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(rented);
        }
    }

    private static void KeepCommon(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, Span<bool> removed, Span<bool> added, Span<ushort> lengths)
    {
        var width = @new.Length + 1;
        lengths[(old.Length * width)..].Clear();
        for (var i = 0; i < old.Length; i++)
            lengths[i * width + @new.Length] = 0;
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = @new.Length - 1; j >= 0; j--)
            {
                lengths[i * width + j] = old[i] == @new[j]
                    ? (ushort)(lengths[(i + 1) * width + j + 1] + 1)
                    : Math.Max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
            }
        }

        for (int i = 0, j = 0; i < old.Length && j < @new.Length;)
        {
            if (old[i] == @new[j])
            {
                removed[i++] = false;
                added[j++] = false;
            }
            else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private static List<Hunk> HunksOf(bool[] removed, bool[] added)
    {
        var hunks = new List<Hunk>();
        for (int i = 0, j = 0; i < removed.Length || j < added.Length;)
        {
            var (oldStart, newStart) = (i, j);
            while (i < removed.Length && removed[i])
                i++;
            while (j < added.Length && added[j])
                j++;
            if (i > oldStart || j > newStart)
            {
                hunks.Add(new(oldStart, i, newStart, j));
                continue;
            }

            i++;
            j++;
        }

        return hunks;
    }
}
