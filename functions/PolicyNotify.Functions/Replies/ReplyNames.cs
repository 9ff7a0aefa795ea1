using PolicyNotify.Problems;
using PolicyNotify.Replies;

namespace PolicyNotify.Functions.Replies;

internal static class ReplyNames
{
    /// <summary>The reply that an address names.</summary>
    /// <exception cref="UnknownResourceException">The text can be no reply's name.</exception>
    public static ReplyId Read(string text)
    {
        try
        {
            return ReplyId.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new UnknownResourceException(exception.Message);
        }
    }
}
