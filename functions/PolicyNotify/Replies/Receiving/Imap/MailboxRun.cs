using Azure;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.Extensions.Logging;
using PolicyNotify.Mail;
using PolicyNotify.Problems;

namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>
/// One visit to one mailbox. What lies in its folder is what is left to do, and nothing else is remembered: a mail leaves the folder only after
/// it is durable, and one that is met again is recognised by its content. So it does not matter how a visit ends, how many make it at
/// once, or what the server does to its identifiers between two visits.
/// </summary>
internal sealed partial class MailboxRun(string source, ImapOptions mailbox, int limit, MailboxFolders folders, ReplyIntake intake, TimeProvider clock, ILogger logger)
{
    private const string Taken = "PolicyNotifyTaken";
    private const string Retry = "PolicyNotifyRetry";
    private const int Page = 50;

    private readonly DateTimeOffset startedAt = clock.GetUtcNow();

    /// <summary>The mail that is being taken; after a visit that broke off, the one at which it did.</summary>
    public UniqueId? At { get; private set; }

    private bool HasTime => clock.GetUtcNow() - startedAt < mailbox.RunTime;

    private IMailFolder Inbox => folders.Inbox;

    /// <summary>Takes the oldest mails first; those that the server could not hand out last time come after all others.</summary>
    /// <param name="isLast">The mails that come after all others, because an earlier visit broke off at them.</param>
    /// <param name="failures">Collects what failed after a mail was durable.</param>
    /// <param name="cancellationToken">Ends the visit.</param>
    /// <returns>The mails that are left.</returns>
    public async Task<IReadOnlyList<UniqueId>> TakeAsync(Func<UniqueId, bool> isLast, Failures failures, CancellationToken cancellationToken)
    {
        List<UniqueId> found = folders.KeepsKeywords
            ? [.. await Inbox.SearchAsync(SearchQuery.NotKeyword(Retry), cancellationToken), .. await Inbox.SearchAsync(SearchQuery.HasKeyword(Retry), cancellationToken)]
            : [.. await Inbox.SearchAsync(SearchQuery.All, cancellationToken)];
        var waiting = found.OrderBy(isLast).ToList();
        var taken = 0;
        foreach (var page in waiting.Take(limit).Chunk(Page))
        {
            var summaries = await Inbox.FetchAsync(page, MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate | MessageSummaryItems.Flags, cancellationToken);
            var byUid = summaries.ToDictionary(summary => summary.UniqueId);
            foreach (var uid in page)
            {
                if (!HasTime)
                    return waiting[taken..];

                // What is not found any more was taken by another instance meanwhile.
                At = uid;
                if (byUid.TryGetValue(uid, out var summary))
                    await TakeOneAsync(summary, failures, cancellationToken);
                At = null;
                taken++;
            }
        }

        return waiting[taken..];
    }

    /// <summary>When a mail arrived, by the server's own clock; null when it is gone.</summary>
    public async Task<DateTimeOffset?> ArrivedAtAsync(UniqueId uid, CancellationToken cancellationToken) =>
        (await Inbox.FetchAsync([uid], MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate, cancellationToken)) is [{ InternalDate: { } at }] ? at.ToUniversalTime() : null;

    private async Task TakeOneAsync(IMessageSummary summary, Failures failures, CancellationToken cancellationToken)
    {
        KeptMail kept;
        try
        {
            await using var content = await SpooledMail.FetchAsync(Inbox, summary.UniqueId, cancellationToken);
            kept = await intake.KeepAsync(new(content, ArrivalOf(summary)), cancellationToken);
        }
        catch (MessageNotFoundException)
        {
            return;
        }
        catch (Exception exception) when (IsOfThisMail(exception))
        {
            await PutOffAsync(summary, exception, cancellationToken);
            return;
        }

        // What follows is finished by a later run where it fails: the mailbox is done with the mail.
        await failures.TryAsync(() => intake.FinishAsync(kept, cancellationToken), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await MoveAsync(summary, cancellationToken);
    }

    private async Task MoveAsync(IMessageSummary summary, CancellationToken cancellationToken)
    {
        // Copied by a server without MOVE, and interrupted before it was taken out of the folder.
        if (summary.Keywords.Contains(Taken) && summary.Flags?.HasFlag(MessageFlags.Deleted) is true)
        {
            await Inbox.ExpungeAsync([summary.UniqueId], cancellationToken);
            return;
        }

        var keywords = folders.KeepsKeywords ? new HashSet<string>(StringComparer.Ordinal) { Taken } : [];
        await Inbox.StoreAsync(summary.UniqueId, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Seen, keywords) { Silent = true }, cancellationToken);
        await Inbox.MoveToAsync(summary.UniqueId, folders.Done, cancellationToken);
    }

    private async Task PutOffAsync(IMessageSummary summary, Exception exception, CancellationToken cancellationToken)
    {
        var isSecondTime = !folders.KeepsKeywords || summary.Keywords.Contains(Retry);
        Log.CannotBeRead(logger, source, summary.UniqueId.Id, MailText.Redacted(exception.Message), isSecondTime ? "moved to the folder for failed mails" : "tried again");
        if (isSecondTime)
            await Inbox.MoveToAsync(summary.UniqueId, await folders.FailedAsync(cancellationToken), cancellationToken);
        else
            await Inbox.StoreAsync(summary.UniqueId, new StoreFlagsRequest(StoreAction.Add, MessageFlags.None, new HashSet<string>(StringComparer.Ordinal) { Retry }) { Silent = true }, cancellationToken);
    }

    private Arrival ArrivalOf(IMessageSummary summary) => new(source)
    {
        Name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mailbox.Folder}, mail {summary.UniqueId.Id} of {summary.UniqueId.Validity}"),
        At = summary.InternalDate,
    };

    // The server says no to this mail, or storage does. When either is out of order, the visit ends and nothing was the mail's fault.
    private bool IsOfThisMail(Exception exception) => exception switch
    {
        ImapCommandException => folders.IsConnected,
        RequestFailedException failed => failed.Status is >= 400 and < 500 and not (401 or 403 or 404 or 408 or 429),
        _ => false,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Uid} of {Source} cannot be read: {Trouble} It is {Consequence}")]
        public static partial void CannotBeRead(ILogger logger, string source, uint uid, string trouble, string consequence);
    }
}
