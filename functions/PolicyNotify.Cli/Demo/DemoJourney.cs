using PolicyNotify.Cli.Demo.Steps;

namespace PolicyNotify.Cli.Demo;

/// <summary>The steps in their order.</summary>
internal static class DemoJourney
{
    public static async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        await PublishFirstVersions.RunAsync(stage, cancellationToken);
        await PublishMinorEdit.RunAsync(stage, cancellationToken);
        await PublishSignificantEdit.RunAsync(stage, cancellationToken);
    }
}
