using PolicyNotify.Problems;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Receiving.Imap;

namespace PolicyNotify.Replies;

/// <summary>Collects replies from where they arrive.</summary>
public sealed class ReplyCollector
{
    private readonly FolderSource folder;
    private readonly ImapSource mailboxes;
    private readonly ReplyIntake intake;

    internal ReplyCollector(FolderSource folder, ImapSource mailboxes, ReplyIntake intake)
    {
        this.folder = folder;
        this.mailboxes = mailboxes;
        this.intake = intake;
    }

    /// <summary>Finishes what was left undone, then takes in what has arrived. Safe to run in several processes at once.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        await failures.TryAsync(() => intake.ResumeAsync(cancellationToken), cancellationToken);
        await failures.TryAsync(() => folder.CollectAsync(cancellationToken), cancellationToken);
        await failures.TryAsync(() => mailboxes.CollectAsync(cancellationToken), cancellationToken);
        failures.ThrowIfAny();
    }
}
