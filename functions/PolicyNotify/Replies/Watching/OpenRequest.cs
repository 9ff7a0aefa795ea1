namespace PolicyNotify.Replies.Watching;

/// <summary>A data-protection request that is not answered.</summary>
/// <param name="Id">The reply.</param>
/// <param name="DueOn">The last day to answer it.</param>
/// <param name="IsOverdue">Whether that day is over.</param>
internal sealed record OpenRequest(ReplyId Id, DateOnly DueOn, bool IsOverdue);
