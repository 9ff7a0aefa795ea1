namespace PolicyNotify.Changes.Documents;

/// <summary>What an opening angle bracket turned out to be.</summary>
/// <param name="End">Where it ends, exclusive; its start when it is only a bracket.</param>
/// <param name="IsAutolink">Whether what stands inside is an address and thus text.</param>
/// <param name="Divides">Whether it divides words, as a line break or a table cell does.</param>
internal readonly record struct TagReading(int End, bool IsAutolink, bool Divides);
