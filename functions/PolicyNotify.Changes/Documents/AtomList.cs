using System.Text;

namespace PolicyNotify.Changes.Documents;

/// <summary>Collects the atoms of one clause and its meaning, which is their texts with single spaces.</summary>
internal sealed class AtomList(int expectedLength)
{
    private readonly List<Atom> atoms = new(expectedLength / 5 + 1);
    private readonly StringBuilder meaning = new(expectedLength);
    private bool spacePending;
    private bool canJoin;

    public string Meaning => meaning.ToString();

    public void Space() => spacePending = true;

    public void Add(int start, int end, string text) => Append(start, end, text, joins: false);

    /// <summary>An entity that is a letter belongs to the word around it.</summary>
    public void AddEntity(int start, int end, string text) => Append(start, end, Plain(text), joins: Typography.IsWord(text[0]));

    public Atom[] ToArray() => [.. atoms];

    private void Append(int start, int end, string text, bool joins)
    {
        var isWord = text.Length > 0 && Typography.IsWord(text[0]) && !Typography.IsUnspaced(text[0]);
        if (!spacePending && isWord && (canJoin || joins) && TryJoin(end, text))
        {
            canJoin = joins;
            return;
        }

        var spaced = spacePending && atoms.Count > 0;
        if (spaced)
            meaning.Append(' ');
        atoms.Add(new(start, end, text, meaning.Length, spaced));
        meaning.Append(text);
        spacePending = false;
        canJoin = joins;
    }

    private bool TryJoin(int end, string text)
    {
        if (atoms.Count == 0 || !Typography.IsWord(atoms[^1].Text[^1]))
            return false;

        var last = atoms[^1];
        atoms[^1] = last with { End = end, Text = last.Text + text };
        meaning.Append(text);
        return true;
    }

    private static string Plain(string text) => text.Length != 1 ? text
        : Typography.IsQuote(text[0]) ? (Typography.IsApostrophe(text[0]) ? "'" : "\"")
        : Typography.IsDash(text[0]) ? "\u2013"
        : text == "…" ? "..."
        : text;
}
