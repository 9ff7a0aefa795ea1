using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>A mail that is durable: from here on, whoever brought it may forget it.</summary>
/// <param name="Reply">Its record.</param>
/// <param name="Read">What it says; null when it is no mail, or when everything was done with it before.</param>
/// <param name="IsNew">Whether it was not known before.</param>
internal sealed record KeptMail(ReplyRecord Reply, ReadMail? Read, bool IsNew)
{
    /// <summary>Whether its bytes are no mail.</summary>
    public bool IsUnreadable => Read is null && (!Reply.IsDone || Reply.Judged is { From.Length: 0, MessageId: null, Judgement.Kind: Judging.ReplyKind.Review, Judgement.Text.Length: 0 });
}
