using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>Does with a message what the message says.</summary>
public sealed class QueueProbe(Recorder recorder)
{
    [Function("QueueProbe")]
    public async Task RunAsync([QueueTrigger("probe")] string message, CancellationToken cancellationToken)
    {
        recorder.Add(message);
        if (message.StartsWith("fail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("as told");
        }

        if (message.StartsWith("wait", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
    }
}
