namespace PolicyNotify.Evidence;

/// <summary>
/// Follows the chain entry by entry and stops at the first link that does not hold. The head is the one from before reading: entries that
/// came later only prolong the chain.
/// </summary>
internal sealed class AuditChainCheck(AuditHead head)
{
    private string? hashAtHead = head.Sequence == 0 ? head.Hash : null;
    private AuditHead last = AuditHead.Read(null);

    /// <summary>Adds the next entry; answers what is wrong with it, or null.</summary>
    public string? Add(AuditEntry entry)
    {
        if (entry.Sequence != last.Sequence + 1)
        {
            return entry.Sequence > last.Sequence
                ? $"Entry {last.Sequence + 1} is missing: entry {entry.Sequence} follows entry {last.Sequence}."
                : $"Entry {entry.Sequence} stands where entry {last.Sequence + 1} belongs.";
        }

        if (entry.PreviousHash != last.Hash)
        {
            return $"Entry {entry.Sequence} does not continue entry {last.Sequence}: one of them was exchanged or moved.";
        }

        if (AuditHash.Of(entry) != entry.Hash)
        {
            return $"Entry {entry.Sequence} was changed after it was recorded: its content does not match its hash.";
        }

        last = new(entry.Sequence, entry.Hash, null);
        hashAtHead = entry.Sequence == head.Sequence ? entry.Hash : hashAtHead;
        return null;
    }

    public AuditVerification Broken(string problem) => new(false, last.Sequence, last.Hash, last.Sequence + 1, problem);

    /// <summary>Compares the end of the chain with its head.</summary>
    public AuditVerification Finish()
    {
        if (head.Sequence > last.Sequence)
        {
            return Broken($"Entry {last.Sequence + 1} is missing: the chain ends at entry {last.Sequence} and its head names entry {head.Sequence}.");
        }

        return hashAtHead == head.Hash
            ? new(true, last.Sequence, last.Hash, null, null)
            : new(false, last.Sequence, last.Hash, head.Sequence, $"Entry {head.Sequence} is not the one that the head of the chain names.");
    }
}
