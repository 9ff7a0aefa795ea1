using PolicyNotify.Cli.Demo.Steps;

namespace PolicyNotify.Cli.Demo;

/// <summary>The steps in their order.</summary>
internal static class DemoJourney
{
    public static async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        await PublishFirstVersions.RunAsync(stage, cancellationToken);
        await ImportRecipients.RunAsync(stage, cancellationToken);
        await PublishMinorEdit.RunAsync(stage, cancellationToken);
        var version = await PublishSignificantEdit.RunAsync(stage, cancellationToken);
        await WatchNotice.RunAsync(stage, version, cancellationToken);
        await TakeReplies.RunAsync(stage, version.PublishedAt, cancellationToken);
        await TakeEffect.RunAsync(stage, version, cancellationToken);
        await CheckEvidence.RunAsync(stage, version, cancellationToken);
    }
}
