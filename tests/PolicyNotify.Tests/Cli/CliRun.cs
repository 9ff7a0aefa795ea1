using System.Text.Json;
using PolicyNotify.Cli;

namespace PolicyNotify.Tests.Cli;

/// <summary>One run of the command line inside the test's process: what it wrote and with which code it ended.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    public JsonElement ErrorJson => JsonSerializer.Deserialize<JsonElement>(Error);

    public static Task<CliRun> InAsync(string folder, IReadOnlyList<string> args, CancellationToken cancellationToken) =>
        InAsync(folder, new Dictionary<string, string>(), args, cancellationToken);

    public static async Task<CliRun> InAsync(string folder, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CliHost(output, error, OutputIsTerminal: false, ErrorIsTerminal: false, variables.GetValueOrDefault, folder, TimeProvider.System);
        var exitCode = await PolicyNotifyCommandLine.RunAsync(host, args, cancellationToken);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }
}
