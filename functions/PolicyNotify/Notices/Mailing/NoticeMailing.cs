using System.Runtime.CompilerServices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>A notice on its way to everybody who is verified.</summary>
internal sealed class NoticeMailing(
    Notice notice, NoticeStore notices, NoticeRecorder recorder, NoticeContentStore contents, LedgerScan scan, NoticeOptions options) : IMailing
{
    private static readonly IReadOnlyDictionary<RecipientId, string> Nobody = new Dictionary<RecipientId, string>();

    public MailingId Id { get; } = notice.Id;

    public string Queue => NoticeBatch.Queue;

    public int Revision => notice.Revision;

    public DateTimeOffset StartsAt => notice.Dates.MailingStartsAt;

    public async IAsyncEnumerable<Addressee> ReadAsync(string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (recipient, delivery) in scan.ReadAsync(notice.Id, partition, cancellationToken))
        {
            yield return new(recipient, delivery, AddressTrouble.Of(recipient));
        }
    }

    public async Task<OpenedPage?> OpenPageAsync(IReadOnlyList<Addressee> page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var current = await notices.GetAsync(notice.Id, cancellationToken);
        return current.MayMail(now) ? new(await contents.GetAsync(notice.Id, current.Revision, cancellationToken), current.Revision, Nobody) : null;
    }

    public async Task PauseAsync(string because, DateTimeOffset at, DateTimeOffset? until) => await recorder.ChangeAsync(
        notice.Id,
        current => current.PausedBecause is null
            ? (current with { PausedBecause = because, PausedUntil = until }).Recording(NoticeEvents.Paused(notice.Id, because, at))
            : null,
        CancellationToken.None);

    public DateTimeOffset NextLookAt(DateTimeOffset now)
    {
        var next = now.AddMinutes(options.CatchUpMinutes);

        // Whoever is verified shortly before the last moment should still be told in time.
        var lastCall = notice.Dates.TellBy.AddMinutes(-2);
        return now < lastCall && lastCall < next ? lastCall : next;
    }
}
