using PolicyNotify.Cli.Terminal;
using PolicyNotify.Problems;

namespace PolicyNotify.Cli;

/// <summary>Turns what stopped a command into a message on the error stream and an exit code.</summary>
internal static class FailureReport
{
    public static async Task<ExitCode> GuardAsync(CliHost host, bool json, Func<Task<ExitCode>> work, CancellationToken cancellationToken)
    {
        var errors = new ErrorOutput(host, json);
        try
        {
            return await work();
        }
        catch (CommandFailedException failure)
        {
            return errors.Write(failure.ExitCode, failure.Message, failure.Diagnostics);
        }
        catch (RejectedInputException rejected)
        {
            return errors.Write(ExitCode.BadInput, rejected.Message, rejected.Diagnostics);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return errors.Write(ExitCode.Interrupted, "Stopped.", []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return errors.Write(ExitCode.BadInput, exception.Message, []);
        }
#pragma warning disable CA1031 // The last resort of the process: whatever it is becomes a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return errors.Write(ExitCode.Fault, $"policy-notify failed, which is a fault of the program. {exception}", []);
        }
    }
}
