using PolicyNotify.Problems;
using PolicyNotify.Replies.Receiving;

namespace PolicyNotify.Replies;

/// <summary>Collects replies from where they arrive.</summary>
public sealed class ReplyCollector
{
    private readonly FolderSource folder;
    private readonly ReplyIntake intake;

    internal ReplyCollector(FolderSource folder, ReplyIntake intake)
    {
        this.folder = folder;
        this.intake = intake;
    }

    /// <summary>Finishes what was left undone, then takes in what has arrived. Safe to run in several processes at once.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        await failures.TryAsync(() => intake.ResumeAsync(cancellationToken), cancellationToken);
        await failures.TryAsync(() => folder.CollectAsync(cancellationToken), cancellationToken);
        failures.ThrowIfAny();
    }
}
