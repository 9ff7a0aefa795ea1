using System.Text.Json;

namespace PolicyNotify.Benchmarks.Compare;

/// <summary>
/// Times the whole pipeline, two strings to a verdict, against DiffPlex's word diff of the same two strings, in turns,
/// and prints one JSON line for the pairs, one for each policy of the usual length and one for each large or hostile text.
/// </summary>
internal static class CompareBenchmark
{
    private const int Rounds = 15;
    private const int FewRounds = 5;

    public static int Run(string[] arguments)
    {
        if (arguments.Length > 0 && !File.Exists(arguments[0]))
        {
            Console.Error.WriteLine($"There is no file {arguments[0]}; give a JSON Lines file of id, old and new, or nothing.");
            return 2;
        }

        MeasurePairs(arguments.Length > 0 ? ReadCorpus(arguments[0]) : GeneratedTexts.Pairs());
        foreach (var pair in PolicyTexts.Pairs())
            MeasurePolicy(pair);
        foreach (var pair in GeneratedTexts.Large())
            MeasureLarge(pair);
        return 0;
    }

    private static void MeasurePairs(IReadOnlyList<TextPair> pairs)
    {
        // The first rounds let the compiler finish its work; the fastest of the others is the time of a pair.
        var pipeline = new Stopwatches(pairs.Count);
        var wordDiff = new Stopwatches(pairs.Count);
        for (var round = -3; round < Rounds; round++)
        {
            for (var i = 0; i < pairs.Count; i++)
            {
                pipeline.Measure(i, round >= 0, () => Pipeline.Judge(pairs[i]));
                wordDiff.Measure(i, round >= 0, () => Pipeline.DiffWords(pairs[i]));
            }
        }

        var worst = pipeline.Fastest.IndexOf(pipeline.Worst);
        Write(new
        {
            benchmark = "compare",
            pairs = pairs.Count,
            meanCharacters = (int)pairs.Average(pair => (pair.Old.Length + pair.New.Length) / 2.0),
            rounds = Rounds,
            medianMilliseconds = Round(pipeline.Median),
            worstMilliseconds = Round(pipeline.Worst),
            worstPair = pairs[worst].Id,
            wordDiffMedianMilliseconds = Round(wordDiff.Median),
            wordDiffWorstMilliseconds = Round(wordDiff.Worst),
            medianRatio = Round(pipeline.Median / wordDiff.Median),
            worstRatio = Round(pipeline.Worst / wordDiff.Worst),
        });
    }

    private static void MeasurePolicy(TextPair pair)
    {
        var pipeline = new Stopwatches(1);
        var wordDiff = new Stopwatches(1);
        for (var round = 0; round < FewRounds; round++)
        {
            pipeline.Measure(0, true, () => Pipeline.Judge(pair));
            wordDiff.Measure(0, true, () => Pipeline.DiffWords(pair));
        }

        Write(new
        {
            benchmark = "compare",
            text = pair.Id,
            characters = Math.Max(pair.Old.Length, pair.New.Length),
            milliseconds = Round(pipeline.Median),
            wordDiffMilliseconds = Round(wordDiff.Median),
            ratio = Round(pipeline.Median / wordDiff.Median),
        });
    }

    private static void MeasureLarge(TextPair pair)
    {
        var times = new Stopwatches(1);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        times.Measure(0, true, () => Pipeline.Judge(pair));
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        times.Measure(0, true, () => Pipeline.Judge(pair));
        Write(new
        {
            benchmark = "compare",
            text = pair.Id,
            characters = Math.Max(pair.Old.Length, pair.New.Length),
            milliseconds = Round(times.Median),
            allocatedMegabytes = Round(allocated / 1e6),
        });
    }

    private static List<TextPair> ReadCorpus(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<TextPair>(line, JsonSerializerOptions.Web)!)];

    private static double Round(double value) => Math.Round(value, 3);

    private static void Write(object line) => Console.WriteLine(JsonSerializer.Serialize(line, JsonSerializerOptions.Web));
}
