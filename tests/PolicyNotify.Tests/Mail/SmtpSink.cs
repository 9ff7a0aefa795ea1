using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Mail;

/// <summary>Postfix's smtp-sink: a real SMTP server that keeps what it gets and fails as told. Installed when it is missing.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private SmtpSink(Process process, int port, string folder)
    {
        this.process = process;
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The messages it has taken, as they came in.</summary>
    public IReadOnlyList<string> Messages => [.. Directory.GetFiles(folder).Select(File.ReadAllText)];

    /// <param name="behaviour">Arguments such as <c>-r rcpt</c>; see smtp-sink(1).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<SmtpSink> StartAsync(string behaviour, CancellationToken cancellationToken) => StartAsync(behaviour, FreePort(), cancellationToken);

    /// <summary>Starts one at a port of the test's choice.</summary>
    public static async Task<SmtpSink> StartAsync(string behaviour, int port, CancellationToken cancellationToken)
    {
        var program = await InstalledAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("policynotify-sink-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // smtp-sink gives up root's rights before it writes.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }

        var account = Environment.IsPrivilegedProcess ? "-u nobody " : "";
        var start = new ProcessStartInfo(
            program, string.Create(CultureInfo.InvariantCulture, $"{account}{behaviour} -d {folder}/m. 127.0.0.1:{port} 100"));
        var process = Process.Start(start)!;
        var sink = new SmtpSink(process, port, folder);
        try
        {
            await sink.ListensAsync(cancellationToken);
            return sink;
        }
        catch
        {
            await sink.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListensAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                Assert.False(process.HasExited, "smtp-sink did not start.");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static async Task<string> InstalledAsync(CancellationToken cancellationToken)
    {
        const string Program = "/usr/sbin/smtp-sink";
        var found = await DebianPackages.FindOrInstallAsync("postfix", () => File.Exists(Program) ? Program : null, cancellationToken);
        Assert.True(found is not null, "These tests need Postfix's smtp-sink: install the package postfix.");
        return found;
    }
}
