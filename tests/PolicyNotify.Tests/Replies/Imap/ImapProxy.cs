using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PolicyNotify.Tests.Replies.Imap;

/// <summary>Stands between the service and a real IMAP server and does to single commands what networks and servers do at times.</summary>
internal sealed class ImapProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> work = [];
    private readonly int server;
    private int commands;

    public ImapProxy(int server)
    {
        this.server = server;
        listener.Start();
        work.Add(AcceptAsync());
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The commands that came, without their tags.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>What happens to a command: told by its number (from 0, over all connections) and its text without the tag.</summary>
    public Func<int, string, Fault> Script { get; set; } = (_, _) => Fault.None;

    /// <summary>Capabilities that the server is made not to have.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await Task.WhenAll(work);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                work.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var client = near;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, server, stop.Token);
            var (up, down) = (far.GetStream(), client.GetStream());
            await RelayUntilAsync(up, down, "* OK", isLineEnough: true);
            var buffer = new byte[65536];
            for (int read; (read = await down.ReadAsync(buffer, stop.Token)) > 0;)
            {
                var text = Encoding.Latin1.GetString(buffer, 0, read);
                var space = text.IndexOf(' ', StringComparison.Ordinal);
                var (tag, command) = space > 0 ? (text[..space], text[(space + 1)..].TrimEnd()) : ("", text.TrimEnd());
                Commands.Enqueue(command);
                var fault = Script(Interlocked.Increment(ref commands) - 1, command);
                if (fault is Fault.CutBefore)
                    return;
                if (fault is Fault.Silence)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
                }

                if (fault is Fault.Bye or Fault.No)
                {
                    await down.WriteAsync(Encoding.ASCII.GetBytes(fault is Fault.Bye ? "* BYE Too busy, come again.\r\n" : $"{tag} NO This cannot be done.\r\n"), stop.Token);
                    if (fault is Fault.Bye)
                        return;
                    continue;
                }

                await up.WriteAsync(buffer.AsMemory(0, read), stop.Token);
                if (fault is Fault.CutAfter)
                {
                    await RelayUntilAsync(up, Stream.Null, tag, isLineEnough: false);
                    return;
                }

                if (fault is Fault.CutInside)
                {
                    var part = await up.ReadAsync(buffer, stop.Token);
                    await down.WriteAsync(buffer.AsMemory(0, Math.Min(part, 150)), stop.Token);
                    return;
                }

                await RelayUntilAsync(up, down, tag, isLineEnough: false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side hung up.
        }
    }

    /// <summary>Passes on what the server says until it has answered a command, asks for more of it, or hangs up.</summary>
    private async Task RelayUntilAsync(NetworkStream from, Stream to, string tag, bool isLineEnough)
    {
        var said = new StringBuilder();
        var buffer = new byte[65536];
        for (int read; (read = await from.ReadAsync(buffer, stop.Token)) > 0;)
        {
            var text = Encoding.Latin1.GetString(buffer, 0, read);
            var shown = text.Contains("CAPABILITY", StringComparison.Ordinal) ? Hidden.Aggregate(text, (words, word) => words.Replace($" {word}", "", StringComparison.Ordinal)) : text;
            await to.WriteAsync(Encoding.Latin1.GetBytes(shown), stop.Token);
            said.Append(text);
            if (said.Length > 200_000)
                said.Remove(0, said.Length - 100_000);
            var all = said.ToString();
            if (!all.EndsWith("\r\n", StringComparison.Ordinal))
                continue;
            var last = all[(all[..^2].LastIndexOf("\r\n", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];
            if (last.StartsWith(tag, StringComparison.Ordinal) || last.StartsWith("+ ", StringComparison.Ordinal) || isLineEnough)
                return;
        }
    }

    internal enum Fault
    {
        None,
        CutBefore,
        CutAfter,
        CutInside,
        Bye,
        No,
        Silence,
    }
}
