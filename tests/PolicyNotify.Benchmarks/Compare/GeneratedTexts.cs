using System.Globalization;
using System.Text;

namespace PolicyNotify.Benchmarks.Compare;

/// <summary>Texts of a policy's shape from a fixed seed, and texts that are meant to hurt.</summary>
internal static class GeneratedTexts
{
    private const int Seed = 20260525;
    private static readonly string[] Openings =
        ["We collect", "We share", "We may use", "You can object to", "We will delete", "We do not sell", "Our partners receive", "The law requires"];

    private static readonly string[] Things =
        ["your name", "delivery addresses", "payment details", "usage data", "device identifiers", "support messages", "order histories", "location data"];

    private static readonly string[] Endings =
        ["for 30 days", "to provide the service", "with your consent", "when you ask us", "unless the law requires otherwise", "to prevent fraud", "in the European Union"];

    /// <summary>Forty pairs of about 55,000 characters, from one edited word to a rewritten text.</summary>
    public static IReadOnlyList<TextPair> Pairs() =>
        [.. Enumerable.Range(0, 40).Select(i => Pair($"generated-{i + 1:00}", 55_000, i < 30 ? (i + 1) / 1000.0 : (i - 28) / 12.0, Seed + i))];

    /// <summary>Large texts with a twentieth changed, each twice the one before, and hostile ones.</summary>
    public static IEnumerable<TextPair> Large()
    {
        foreach (var kilobytes in (int[])[125, 250, 500, 1000])
            yield return Pair(string.Create(CultureInfo.InvariantCulture, $"{kilobytes} KB, 5 % changed"), kilobytes * 1000, 0.05, Seed);

        var words = Policy(1_000_000, Seed).Replace("\n", " ", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal);
        yield return new("one paragraph of 1 MB, 5 % changed", words, Edit(words, ' ', 0.05));
        yield return new("one paragraph of 1 MB, rewritten", words, string.Join(' ', words.Split(' ').Reverse()));
        yield return new("100,000 equal lines, one more", Lines("- We keep it.\n", 100_000), Lines("- We keep it.\n", 100_001));
        yield return new("100,000 equal lines, half replaced", Lines("- We keep it.\n", 100_000), Lines("- We keep it.\n- We lose it.\n", 50_000));
        yield return new("100,000 equal paragraphs, reworded", Lines("We keep it.\n\n", 100_000), Lines("We keep it all.\n\n", 100_000));
        yield return new("10,000 paragraphs, all changed", Numbered(10_000, "We keep record {0} for {1} days."), Numbered(10_000, "Record {0} is stored by us for {1} weeks."));
        yield return new("5,000 sentences that nearly repeat each other", Numbered(5_000, "We may share your address with partner {1}."), Numbered(5_000, "We may share your postal address with partner {1}, and with others."));
        yield return new("5,000 sentences that nearly repeat each other, as many more", Numbered(5_000, "We may share your address with partner {1}."), Numbered(10_000, "We may share your address with partner {1}."));
        yield return new("a table of 10,000 rows, a cell of each changed", Table(10_000, "30 days"), Table(10_000, "60 days"));
        yield return new("20,000 headings", Headings(20_000, "Part"), Headings(20_000, "Section"));
        yield return new("lists 30 levels deep", Nested("- ", 30, 100), Nested("- ", 30, 101));
        yield return new("lists 100 levels deep", Nested("- ", 100, 3), Nested("- ", 100, 4));
        yield return new("quotes 100 levels deep", Lines(new string('>', 100) + " We keep it.\n\n", 9_000), Lines(new string('>', 100) + " We lose it.\n\n", 9_000));
        yield return new("quotes beyond the limit", new string('>', 1_000_000), new string('>', 1_000_000) + "x");
        yield return new("1 MB of one letter", new string('a', 1_000_000), new string('b', 1_000_000));
        yield return new("1 MB of one letter and spaces", Lines("a ", 500_000), Lines("b ", 500_000));
        foreach (var mark in (string[])["[", "](", "*a ", "<", "<!--", "{{", "`", "&", "|-|\n", "a/", "\u201C", "1.1."])
            yield return new($"1 MB of {mark.Trim()}", Lines(mark, 1_000_000 / mark.Length), Lines(mark, 1_000_000 / mark.Length) + "x");
    }

    private static TextPair Pair(string id, int length, double share, int seed)
    {
        var old = Policy(length, seed);
        return new(id, old, Edit(old, '\n', share));
    }

    private static string Policy(int length, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(length + 200);
        for (var block = 0; text.Length < length; block++)
        {
            if (block % 6 == 0)
                text.Append(CultureInfo.InvariantCulture, $"## {Pick(random, Things)} and part {block}\n\n");
            text.Append(block % 3 == 0 ? "- " : "");
            for (var sentence = random.Next(1, 5); sentence > 0; sentence--)
                text.Append(CultureInfo.InvariantCulture, $"{Pick(random, Openings)} {Pick(random, Things)} of kind {random.Next(4000)} {Pick(random, Endings)}. ");
            text.Append("\n\n");
        }

        return text.ToString();
    }

    // Changes a share of the pieces: other words, another number, none at all.
    private static string Edit(string text, char divider, double share)
    {
        var random = new Random(Seed);
        var pieces = text.Split(divider);
        for (var i = 0; i < pieces.Length; i++)
        {
            if (random.NextDouble() >= share)
                continue;
            pieces[i] = random.Next(3) switch
            {
                0 => pieces[i].Replace("may", "will", StringComparison.Ordinal).Replace("30", "14", StringComparison.Ordinal) + " Furthermore so.",
                1 => $"{Pick(random, Openings)} {Pick(random, Things)} {Pick(random, Endings)}. {pieces[i]}",
                _ => "",
            };
        }

        return string.Join(divider, pieces);
    }

    private static string Numbered(int count, string sentence)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(string.Format(CultureInfo.InvariantCulture, sentence, i, i % 90)).Append("\n\n");
        return text.ToString();
    }

    private static string Table(int rows, string period)
    {
        var text = new StringBuilder("| Data | Purpose | Kept |\n|---|---|---|\n");
        for (var i = 0; i < rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"| record {i} of {Things[i % Things.Length]} | {Endings[i % Endings.Length]} | {period} |\n");
        return text.ToString();
    }

    private static string Headings(int count, string word)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append('#', i % 6 + 1).Append(CultureInfo.InvariantCulture, $" {word} {i}\n\nWe collect {Things[i % Things.Length]}.\n\n");
        return text.ToString();
    }

    private static string Nested(string marker, int levels, int items)
    {
        var text = new StringBuilder();
        for (var item = 0; item < items; item++)
        {
            for (var level = 0; level < levels; level++)
                text.Append(' ', level * 2).Append(marker).Append(CultureInfo.InvariantCulture, $"item {item} of level {level}\n");
        }

        return text.ToString();
    }

    private static string Lines(string line, int count) => new StringBuilder(line.Length * count).Insert(0, line, count).ToString();

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
