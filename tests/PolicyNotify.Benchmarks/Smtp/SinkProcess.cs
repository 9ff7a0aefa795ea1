using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PolicyNotify.Benchmarks.Smtp;

/// <summary>Postfix's smtp-sink, which takes every message and throws it away.</summary>
internal sealed class SinkProcess : IAsyncDisposable
{
    private const string Program = "/usr/sbin/smtp-sink";

    private readonly Process process;

    private SinkProcess(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <exception cref="InvalidOperationException">Postfix is not installed.</exception>
    public static async Task<SinkProcess> StartAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"There is no {Program}: install the package postfix.");
        }

        var port = FreePort();
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        var sink = new SinkProcess(Process.Start(Program, Environment.IsPrivilegedProcess ? ["-u", "nobody", address, "200"] : [address, "200"]), port);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return sink;
            }
            catch (SocketException) when (!sink.process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
