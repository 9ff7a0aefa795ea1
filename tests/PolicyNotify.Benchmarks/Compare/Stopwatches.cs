using System.Diagnostics;

namespace PolicyNotify.Benchmarks.Compare;

/// <summary>The fastest time of each of several pieces of work, in milliseconds.</summary>
internal sealed class Stopwatches(int count)
{
    public List<double> Fastest { get; } = [.. Enumerable.Repeat(double.MaxValue, count)];

    public double Worst => Fastest.Max();

    public double Median => Fastest.Order().ElementAt(Fastest.Count / 2);

    public void Measure(int place, bool counts, Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (counts)
            Fastest[place] = Math.Min(Fastest[place], elapsed);
    }
}
