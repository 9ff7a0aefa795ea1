using System.CommandLine;
using PolicyNotify.Cli.Service;

namespace PolicyNotify.Cli;

/// <summary>A command with examples for its help. Errors of its work become messages and exit codes in one place.</summary>
internal sealed class CliCommand(CliHost host, string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Adds the options that say where the service is and with which key.</summary>
    public CliCommand UsingService()
    {
        Options.Add(ServiceOptions.Url());
        Options.Add(ServiceOptions.Key());
        return this;
    }

    public CliCommand Running(Func<Invocation, CancellationToken, Task<ExitCode>> work)
    {
        SetAction(async (parse, cancellationToken) =>
        {
            var invocation = new Invocation(host, parse);
            return (int)await FailureReport.GuardAsync(host, invocation.IsJson, () => work(invocation, cancellationToken), cancellationToken);
        });
        return this;
    }
}
