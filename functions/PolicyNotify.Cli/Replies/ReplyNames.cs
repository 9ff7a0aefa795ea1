using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

internal static class ReplyNames
{
    /// <summary>The reply that a person named on the command line.</summary>
    public static ReplyId Read(string text)
    {
        try
        {
            return ReplyId.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new CommandFailedException(ExitCode.BadInput, exception.Message);
        }
    }
}
