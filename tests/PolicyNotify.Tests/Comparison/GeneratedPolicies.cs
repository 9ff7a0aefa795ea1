using CsCheck;

namespace PolicyNotify.Tests.Comparison;

/// <summary>Policies made up of every kind of block, and edits of them.</summary>
internal static class GeneratedPolicies
{
    private static readonly string[] Words =
        [
            "we", "you", "may", "will", "not", "share", "collect", "delete", "your", "data", "address", "name", "with", "partners",
            "within", "30", "days", "unless", "law", "requires", "it", "the", "courier", "*only*", "[list](https://a.example/x)", "“so”", "e.g.", "users'",
        ];

    private static readonly Gen<string> Sentence =
        Gen.Int[0, Words.Length - 1].Select(place => Words[place]).Array[3, 9].Select(words => string.Join(' ', words) + ".");

    private static readonly Gen<string> Paragraph = Sentence.Array[1, 4].Select(sentences => string.Join(' ', sentences));

    private static readonly Gen<string> Block = Gen.Frequency(
        (5, Paragraph),
        (2, Gen.Select(Gen.Int[1, 4], Sentence, (level, words) => $"{new string('#', level)} {words.TrimEnd('.')}")),
        (3, Paragraph.Array[1, 5].Select(items => string.Join('\n', items.Select(item => $"- {item}")))),
        (1, Sentence.Array[2, 4].Select(items => string.Join('\n', items.Select((item, i) => $"{i + 1}. {item}")))),
        (1, Paragraph.Select(words => $"> {words}")),
        (1, Gen.Select(Sentence, Sentence, (left, right) => $"| Data | Use |\n|---|---|\n| {left} | {right} |\n| {right} | x |")),
        (1, Sentence.Select(words => $"<!-- {words} -->")),
        (1, Sentence.Select(words => $"```\n{words}\n```")));

    /// <summary>The blocks of a policy.</summary>
    public static readonly Gen<string[]> Blocks = Block.Array[1, 12];

    /// <summary>Two versions: a policy and the same after a few edits.</summary>
    public static readonly Gen<(string Old, string New)> Pairs =
        Gen.Select(Blocks, Blocks, Gen.Select(Gen.Int[0, 5], Gen.Int[0, 100], Gen.Int[0, 100]).Array[0, 5], (blocks, others, edits) =>
        {
            var edited = blocks.ToList();
            foreach (var (kind, first, second) in edits)
                Edit(edited, others, kind, first, second);
            return (Join(blocks), Join(edited));
        });

    public static string Join(IEnumerable<string> blocks) => string.Join("\n\n", blocks) + "\n";

    private static void Edit(List<string> blocks, string[] others, int kind, int first, int second)
    {
        var place = first % blocks.Count;
        var other = others[second % others.Length];
        switch (kind)
        {
            case 0 when blocks.Count > 1:
                blocks.RemoveAt(place);
                break;
            case 1:
                blocks.Insert(place, other);
                break;
            case 2:
                var moved = blocks[place];
                blocks.RemoveAt(place);
                blocks.Insert(second % (blocks.Count + 1), moved);
                break;
            case 3:
                blocks[place] = blocks[place].Replace("may", "will", StringComparison.Ordinal).Replace("30", "14", StringComparison.Ordinal);
                break;
            case 4:
                blocks[place] = blocks[place].Replace(". ", ".\n\n", StringComparison.Ordinal);
                break;
            default:
                blocks[place] = blocks[place].Replace(" ", "\n", StringComparison.Ordinal) + " " + other;
                break;
        }
    }
}
