using System.Diagnostics;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>This program again, as a process of its own.</summary>
internal static class BenchmarkProcess
{
    public static ProcessStartInfo Of(string connectionString, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Insert(0, typeof(BenchmarkProcess).Assembly.Location);
        }

        start.Environment["AzureWebJobsStorage"] = connectionString;
        return start;
    }
}
