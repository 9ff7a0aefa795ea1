using System.CommandLine;
using PolicyNotify.Cli.Service;
using PolicyNotify.Cli.Terminal;

namespace PolicyNotify.Cli;

/// <summary>One run of one command: its arguments, its world and where its answer goes.</summary>
internal sealed class Invocation(CliHost host, ParseResult parse)
{
    public const string JsonOption = "--json";

    public CliHost Host => host;

    public bool IsJson { get; } = parse.GetValue<bool>(JsonOption);

    public Answer Answer { get; } = new(host, parse.GetValue<bool>(JsonOption));

    public InputFiles Files { get; } = new(host.WorkingDirectory);

    public T? Value<T>(Argument<T> argument) => parse.GetValue(argument);

    public T? Value<T>(Option<T> option) => parse.GetValue(option);

    public T Required<T>(Argument<T> argument) => parse.GetRequiredValue(argument);

    public bool Given(Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>A client of the service that the options, the environment or the defaults name. For commands declared with <c>UsingService</c>.</summary>
    public ServiceClient OpenService() => ServiceOptions.Open(host, parse);
}
