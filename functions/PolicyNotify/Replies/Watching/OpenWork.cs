using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Watching;

/// <summary>What waits for a person.</summary>
/// <param name="Reviews">Replies that somebody has to read; the one that waits longest first.</param>
/// <param name="Requests">Data-protection requests that are not answered; the one due first first.</param>
/// <param name="Dead">Events for the account system that were given up.</param>
internal sealed record OpenWork(IReadOnlyList<OpenReply> Reviews, IReadOnlyList<OpenRequest> Requests, IReadOnlyList<WebhookView> Dead)
{
    public bool IsEmpty => Reviews.Count + Requests.Count + Dead.Count == 0;

    public int Overdue => Requests.Count(request => request.IsOverdue);
}
