using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Notices.TakingEffect;

namespace PolicyNotify.Functions.Notices;

/// <summary>Lets versions take effect when their day has come.</summary>
public sealed class TakeEffectFunction(EffectService effect)
{
    /// <summary>Runs every minute.</summary>
    [Function("TakeEffect")]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        _ = timer;
        return effect.RunAsync(cancellationToken);
    }
}
