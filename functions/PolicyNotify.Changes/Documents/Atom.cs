namespace PolicyNotify.Changes.Documents;

/// <summary>One word or one punctuation mark of a clause.</summary>
/// <param name="Start">Where it starts in the body.</param>
/// <param name="End">Where it ends in the body, exclusive.</param>
/// <param name="Text">How it compares: entities decoded, quotes and dashes in one plain shape.</param>
/// <param name="Offset">Where it stands in the clause's meaning.</param>
/// <param name="SpaceBefore">Whether white space divides it from what stands before.</param>
internal readonly record struct Atom(int Start, int End, string Text, int Offset, bool SpaceBefore);
