using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>Brings together what a mail says, whom it belongs to and whether it is in time.</summary>
internal sealed partial class ReplyAssessor(ReplyJudge judge, ReplyMatcher matcher, ReplyWindows windows, IOptions<ReplyOptions> options, ILogger<ReplyAssessor> logger)
{
    private const int MostText = 20_000;
    private const int LongestAddress = 320;

    public async Task<JudgedReply> AssessAsync(ReadMail? mail, ReplyRecord reply, CancellationToken cancellationToken)
    {
        if (mail is null)
        {
            var unreadable = ReplyJudgement.Human(ReplyKind.Review, 0.2, $"It cannot be read as a mail{(reply.Origin is { } origin ? $": {origin}" : "")}.", string.Empty);
            return new(unreadable, ReplyMatch.Nobody("It cannot be read as a mail."), string.Empty, null, null, [unreadable.Reason]);
        }

        var judgement = Judge(mail, reply.Id);
        var match = await matcher.MatchAsync(mail, reply.SentTo, reply.ReceivedAt, cancellationToken);
        var senderDoubt = reply.SenderDoubt ?? SenderCheck.DoubtOf(mail, options.Value.AuthenticationServer ?? options.Value.ReceivingHost);
        return new(
            judgement,
            match,
            mail.FromAddress,
            mail.Header("Message-ID")?.Trim(),
            await WindowAsync(match, reply.ReceivedAt, cancellationToken),
            ReviewReasons(judgement, match, senderDoubt));
    }

    /// <summary>Until when the person may object; null when no person and notice are known.</summary>
    public async Task<ReplyWindow?> WindowAsync(ReplyMatch match, DateTimeOffset receivedAt, CancellationToken cancellationToken) =>
        match is { Notice: { } id, Recipient: { } recipient } ? await windows.OfAsync(id, recipient, receivedAt, cancellationToken) : null;

    /// <summary>The same for a record that storage finds too large: less of it is listed, and somebody has to look.</summary>
    public static JudgedReply Shortened(JudgedReply judged)
    {
        const string Reason = "It is too much to be listed whole: read the raw mail.";
        var text = judged.Judgement.Text;
        return new(
            ReplyJudgement.Human(ReplyKind.Review, 0.2, Reason, text.Length <= MostText ? text : text[..MostText]),
            judged.Match with { Remarks = [], Candidates = [] },
            judged.From.Length <= LongestAddress ? judged.From : string.Empty,
            null,
            judged.Window,
            [Reason]);
    }

    private ReplyJudgement Judge(ReadMail mail, ReplyId id)
    {
        try
        {
            return judge.Judge(mail);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What is never judged stands on no list of what waits for a reader.
            Log.CannotJudge(logger, id, exception.GetType().Name);
            return ReplyJudgement.Human(ReplyKind.Review, 0.2, $"The rules cannot judge it ({exception.GetType().Name}).", mail.AnyText);
        }
    }

    private static List<string> ReviewReasons(ReplyJudgement judgement, ReplyMatch match, string? senderDoubt)
    {
        var reasons = new List<string>();
        if (judgement.Kind is ReplyKind.Review)
            reasons.Add(judgement.Reason);

        // Whom a question came from changes nothing about it; whom an objection came from decides whose account ends.
        if (judgement.Kind is ReplyKind.Objection or ReplyKind.Review)
        {
            if (match.Doubt is { } doubt)
                reasons.Add(doubt);
            if (senderDoubt is not null)
                reasons.Add(senderDoubt);
        }

        return reasons;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The rules cannot judge reply {Reply} ({Trouble}); it waits for review")]
        public static partial void CannotJudge(ILogger logger, ReplyId reply, string trouble);
    }
}
