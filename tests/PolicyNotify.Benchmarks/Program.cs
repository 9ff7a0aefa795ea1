using PolicyNotify.Benchmarks.Compare;

// One line a benchmark: its name, what it runs, and how it is called.
(string Name, Func<string[], int> Run, string Usage)[] benchmarks =
[
    ("compare", CompareBenchmark.Run, "compare [corpus.jsonl]   two texts to a verdict, against a plain word diff; without a corpus on generated texts"),
];

foreach (var (name, run, _) in benchmarks)
{
    if (args is [var first, .. var rest] && first == name)
        return run(rest);
}

Console.Error.WriteLine("usage: PolicyNotify.Benchmarks <benchmark> [arguments]");
foreach (var (_, _, usage) in benchmarks)
    Console.Error.WriteLine($"  {usage}");
return 2;
