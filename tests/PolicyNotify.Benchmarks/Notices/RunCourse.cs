namespace PolicyNotify.Benchmarks.Notices;

/// <summary>The course of a run over all its processes.</summary>
internal sealed class RunCourse
{
    private readonly List<(double Seconds, long Taken, long LargestWorkingSet)> steps = [];

    public RunCourse(IEnumerable<RunSample> samples)
    {
        var latest = new Dictionary<int, RunSample>();
        foreach (var sample in samples.OrderBy(sample => sample.Seconds))
        {
            latest[sample.Process] = sample;
            steps.Add((sample.Seconds, latest.Values.Sum(one => one.Taken), latest.Values.Max(one => one.WorkingSet)));
        }
    }

    /// <summary>Messages a second between two parts of the whole, such as the first fifth.</summary>
    public double Rate(double from, double to)
    {
        var (begin, end) = (At(from), At(to));
        return (end.Taken - begin.Taken) / (end.Seconds - begin.Seconds);
    }

    /// <summary>The largest process's working set when a part of the whole was done, in megabytes.</summary>
    public long WorkingSetAt(double part) => At(part).LargestWorkingSet / 1_000_000;

    private (double Seconds, long Taken, long LargestWorkingSet) At(double part)
    {
        var taken = part * steps[^1].Taken;
        return steps.First(step => step.Taken >= taken);
    }
}
