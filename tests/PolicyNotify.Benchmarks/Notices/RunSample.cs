namespace PolicyNotify.Benchmarks.Notices;

/// <summary>How far one process had come at a moment of the machine's own clock, and how much memory it held.</summary>
internal sealed record RunSample(int Process, double Seconds, long Taken, long WorkingSet);
