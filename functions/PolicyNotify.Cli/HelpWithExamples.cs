using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PolicyNotify.Cli;

/// <summary>The library's help, then examples; for the root also the exit codes and the environment variables.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = inner.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        switch (parseResult.CommandResult.Command)
        {
            case CliCommand { Examples: { Count: > 0 } examples }:
                output.WriteLine("Examples:");
                foreach (var example in examples)
                    output.WriteLine($"  {example}");
                output.WriteLine();
                break;
            case RootCommand:
                output.WriteLine("""
                    Examples:
                      policy-notify demo
                      policy-notify diff policy/privacy.md edited.md
                      policy-notify publish policy/privacy.md

                    Environment:
                      POLICYNOTIFY_URL      where the service is, when --url is not given; else http://localhost:7071
                      POLICYNOTIFY_API_KEY  the API key, when --key is not given; else the key of the local service in .local/secrets.json
                      NO_COLOR              set to anything for output without colours

                    Exit codes:
                      0  fine
                      1  the answer is no: a check failed, or a text promises too little
                      2  bad input: a file, an option or a name that cannot be used
                      3  the service refused or cannot be reached

                    """);
                break;
        }

        return result;
    }
}
