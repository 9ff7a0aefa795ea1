using PolicyNotify.Evidence;
using PolicyNotify.Notices.Planning;

namespace PolicyNotify.Notices.Deciding;

/// <summary>
/// Changes a notice and records the change. The audit entry is first stored with the change itself, in the same row; so a crash before it
/// reaches the audit log delays it to the next sweep, and never loses it.
/// </summary>
internal sealed class NoticeRecorder(NoticeStore notices, AuditLog audit)
{
    /// <inheritdoc cref="NoticeStore.ChangeAsync"/>
    public async Task<(Notice Notice, bool Changed)> ChangeAsync(NoticeId id, Func<Notice, Notice?> change, CancellationToken cancellationToken)
    {
        var (notice, changed) = await notices.ChangeAsync(id, change, cancellationToken);
        return (await RecordAsync(notice), changed);
    }

    /// <summary>Brings what is stored with a notice into the audit log. The keys are reproducible, so that a repeat leaves one entry.</summary>
    public async Task<Notice> RecordAsync(Notice notice)
    {
        if (notice.Unrecorded.Count == 0)
        {
            return notice;
        }

        // The change is durable: nobody's impatience may leave it without its entry.
        foreach (var entry in notice.Unrecorded)
        {
            await audit.AppendAsync(entry, CancellationToken.None);
        }

        var recorded = notice.Unrecorded.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var (after, _) = await notices.ChangeAsync(
            notice.Id,
            current => current.Unrecorded.Any(entry => recorded.Contains(entry.Key))
                ? current with { Unrecorded = [.. current.Unrecorded.Where(entry => !recorded.Contains(entry.Key))] }
                : null,
            CancellationToken.None);
        return after;
    }
}
