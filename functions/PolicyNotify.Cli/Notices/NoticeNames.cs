using PolicyNotify.Notices;

namespace PolicyNotify.Cli.Notices;

internal static class NoticeNames
{
    /// <summary>The notice that a person named on the command line.</summary>
    public static NoticeId Read(string text)
    {
        try
        {
            return NoticeId.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new CommandFailedException(ExitCode.BadInput, exception.Message);
        }
    }
}
