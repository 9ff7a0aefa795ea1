using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Cli;

/// <summary>The command cannot go on; the message says why and the diagnostics what to mend.</summary>
internal sealed class CommandFailedException(ExitCode exitCode, string message, IReadOnlyList<Diagnostic> diagnostics) : Exception(message)
{
    public CommandFailedException(ExitCode exitCode, string message)
        : this(exitCode, message, [])
    {
    }

    public ExitCode ExitCode => exitCode;

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;
}
