namespace PolicyNotify.Cli.Demo;

/// <summary>Asks again and again until the answer is there, for a bounded time.</summary>
internal sealed class Patience(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The last answer, wanted or not: the caller judges it.</summary>
    public async Task<T> UntilAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> ask, Predicate<T> wanted, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var answer = await ask(cancellationToken);
            if (wanted(answer) || time.GetElapsedTime(start) > limit)
                return answer;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
