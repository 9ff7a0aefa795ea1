using System.Reflection;

namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>Every language that the service reads, from the files that ship with it.</summary>
internal sealed class PhraseBooks
{
    private const string Prefix = "phrases/";

    private PhraseBooks(IReadOnlyList<PhraseBook> books, MachineMarks machines)
    {
        Books = books;
        Machines = machines;
        HeaderLabels = books.SelectMany(book => book.Lines.HeaderLabels).ToHashSet(StringComparer.Ordinal);
        Originals = books.SelectMany(book => book.Lines.Originals).ToHashSet(StringComparer.Ordinal);
        Forwards = books.SelectMany(book => book.Lines.Forwards).ToHashSet(StringComparer.Ordinal);
        Spelling = new Spelling(books);
        Attributions = [.. books.SelectMany(book => book.Lines.Attributions)];
    }

    public IReadOnlyList<PhraseBook> Books { get; }

    /// <summary>The words of mail systems, whatever the language.</summary>
    public MachineMarks Machines { get; }

    public Spelling Spelling { get; }

    public IReadOnlySet<string> HeaderLabels { get; }

    public IReadOnlySet<string> Originals { get; }

    public IReadOnlySet<string> Forwards { get; }

    public IReadOnlyList<LinePattern> Attributions { get; }

    public static PhraseBooks Load()
    {
        var assembly = typeof(PhraseBooks).Assembly;
        var books = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length == Prefix.Length + "en.txt".Length)
            .Order(StringComparer.Ordinal)
            .Select(name => new PhraseBook(LanguageFile.Parse(name[Prefix.Length..^".txt".Length], Read(assembly, name))))
            .ToList();
        return new PhraseBooks(books, MachineMarks.Parse(Read(assembly, $"{Prefix}mail-systems.txt")));
    }

    /// <summary>What every language finds in a line or sentence.</summary>
    public IEnumerable<(PhraseBook Book, IReadOnlyList<PhraseHit> Hits)> Find(IReadOnlyList<Word> words)
    {
        foreach (var book in Books)
        {
            if (book.Find(words) is { Count: > 0 } hits)
                yield return (book, hits);
        }
    }

    /// <summary>Whether any language has a phrase of a role in a text.</summary>
    public bool Any(IReadOnlyList<Word> words, PhraseRole role) => Find(words).Any(found => found.Hits.Any(hit => hit.Role == role));

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"The program lacks its file {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
