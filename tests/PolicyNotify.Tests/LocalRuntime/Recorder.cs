using System.Threading.Channels;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>What functions under test did, in order, for a test to wait on.</summary>
public sealed class Recorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<string> events = Channel.CreateUnbounded<string>();

    public void Add(string what) => events.Writer.TryWrite(what);

    /// <summary>The next event; fails the test when there is none for a minute.</summary>
    public async Task<string> NextAsync(CancellationToken cancellationToken) =>
        await events.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);

    /// <summary>What happened that no test has asked for yet.</summary>
    public IReadOnlyList<string> Rest()
    {
        var rest = new List<string>();
        while (events.Reader.TryRead(out var what))
        {
            rest.Add(what);
        }

        return rest;
    }
}
