using System.Diagnostics;
using System.Globalization;

namespace PolicyNotify.Benchmarks.Smtp;

/// <summary>A nodemailer pool in a process of its own; installed, in the version that package.json pins, when it is missing.</summary>
internal sealed class NodemailerPool : IDisposable
{
    private readonly Process process;

    private NodemailerPool(Process process) => this.process = process;

    public static async Task<NodemailerPool> StartAsync(string root, string messages, int port, int connections, int perConnection, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, "tests", "PolicyNotify.Benchmarks", "Smtp", "nodemailer");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "nodemailer")))
        {
            var install = new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            };
            using var npm = Process.Start(install)!;
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm install failed in {folder}; see above.");
            }
        }

        var start = new ProcessStartInfo("node", [Path.Combine(folder, "pool.mjs"), messages, Text(port), Text(connections), Text(perConnection)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync(cancellationToken) is "ready"
            ? new(process)
            : throw new InvalidOperationException("nodemailer did not start; see above.");
    }

    /// <returns>How many seconds it took.</returns>
    public async Task<double> SendAsync(int from, int to, CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync($"{Text(from)} {Text(to)}".AsMemory(), cancellationToken);
        await process.StandardInput.FlushAsync(cancellationToken);
        var answer = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("nodemailer ended; see above.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
