using System.CommandLine;
using System.Globalization;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

internal static class RepliesShowCommand
{
    public static Command Create(CliHost host)
    {
        var reply = new Argument<string>("REPLY") { Description = "The reply, as 'replies list' names it." };
        return new CliCommand(
            host,
            "show",
            "Show one reply: what the person wrote, whom and which notice it belongs to, what it was judged to be and why.",
            "policy-notify replies show 1f0c4a9be27d5a80c3d9e114")
        {
            reply,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = Read(invocation.Required(reply));
            using var service = invocation.OpenService();
            var answer = await service.GetAsync($"api/replies/{id}", cancellationToken);
            var view = service.Read<ReplyView>(answer);
            invocation.Answer.Give(answer, words => Write(words, view));
            return ExitCode.Fine;
        });
    }

    private static void Write(Answer answer, ReplyView reply)
    {
        answer.Heading(reply.Kind is { } kind ? $"{Words.Of(kind)}: {reply.Reason}" : "Not judged yet.");
        answer.Fields(
            ("review", reply.NeedsReview ? string.Join(' ', reply.ReviewReasons) : null),
            ("from", reply.From),
            ("received", Words.Of(reply.ReceivedAt)),
            ("notice", reply.Notice?.ToString()),
            ("recipient", reply.Recipient?.ToString()),
            ("matched by", Words.Of(reply.Basis)),
            ("in time", reply.InTime is { } inTime ? $"{(inTime ? "yes" : "no")}, objections count until {(reply.WindowClosesAt is { } closes ? Words.Of(closes) : "the version's date is known")}" : null),
            ("confidence", reply.Confidence?.ToString("P0", CultureInfo.InvariantCulture)),
            ("language", reply.Language),
            ("raw mail", $"sha256 {reply.RawHash}"));
        foreach (var sentence in reply.Relied)
            answer.Line($"  relies on: {sentence}");
        if (reply.Text is { Length: > 0 } text)
            answer.Line($"\n{text}");
    }

    private static ReplyId Read(string text)
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
