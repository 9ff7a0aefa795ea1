namespace PolicyNotify.Benchmarks.Notices;

/// <summary>What a mailing process tells at its end.</summary>
internal sealed record NoticeWorkerReport(IReadOnlyList<RunSample> Samples, double ProcessorSeconds);
