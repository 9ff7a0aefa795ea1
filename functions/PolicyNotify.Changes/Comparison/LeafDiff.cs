using DiffPlex;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Compares two short stretches element by element with DiffPlex.</summary>
internal static class LeafDiff
{
    private const string Old = "old";
    private const string New = "new";

    public static void Match(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, int[] partners, int oldStart, int newStart)
    {
        var chunker = new IdentityChunker(Names(old), Names(@new));
        var diff = Differ.Instance.CreateDiffs(Old, New, ignoreWhiteSpace: false, ignoreCase: false, chunker);
        var (atOld, atNew) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            while (atOld < block.DeleteStartA)
                partners[oldStart + atOld++] = newStart + atNew++;
            (atOld, atNew) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        while (atOld < old.Length)
            partners[oldStart + atOld++] = newStart + atNew++;
    }

    // DiffPlex compares strings; one or two characters stand for an identity.
    private static string[] Names(ReadOnlySpan<int> identities)
    {
        var names = new string[identities.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var identity = identities[i];
            names[i] = identity < char.MaxValue
                ? ((char)identity).ToString()
                : string.Create(2, identity, static (name, value) => (name[0], name[1]) = ((char)(value >> 16), (char)value));
        }

        return names;
    }

    private sealed class IdentityChunker(string[] old, string[] @new) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text == Old ? old : @new;
    }
}
