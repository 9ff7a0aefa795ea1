using System.Diagnostics;

namespace PolicyNotify.Tests.Notices;

public sealed class CrashTests
{
    [Fact]
    public async Task A_mailing_process_killed_again_and_again_misses_nobody_and_repeats_no_more_than_was_on_its_way()
    {
        // tests/PolicyNotify.Tests/bin/{configuration}/{framework}/: the other project's files lie alike.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(
            here.Parent!.Parent!.Parent!.Parent!.FullName, "PolicyNotify.Benchmarks", "bin", here.Parent.Name, here.Name, "PolicyNotify.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, "crash", "--recipients", "400", "--kills", "4"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var run = Process.Start(start)!;
        var output = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, $"{await output}{await errors}");
        Assert.Contains("\"kills\":4,", await output, StringComparison.Ordinal);
    }
}
