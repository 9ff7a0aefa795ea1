using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Playwright;

namespace PolicyNotify.Tests.Site;

/// <summary>The Chromium of the machine, driven by Playwright. Installed with apt-get when there is none and this process may; nothing is downloaded otherwise.</summary>
internal static class SystemBrowser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static async Task<IBrowserContext> LaunchAsync(IPlaywright playwright, string profile, CancellationToken cancellationToken)
    {
        var path = Find() ?? await InstallAsync(cancellationToken);
        if (path is null)
        {
            const string Missing = "The browser tests need Chromium or Google Chrome on the PATH; install one (Debian: apt-get install chromium).";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, Missing);
            Assert.Fail(Missing);
        }

        return await playwright.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = path,
            Headless = true,
            Args = Arguments,
        });
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(_ => Names, Path.Combine)
        .FirstOrDefault(File.Exists);

    private static async Task<string?> InstallAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;

        try
        {
            await RunAsync("apt-get", "-q update", cancellationToken);
            await RunAsync("apt-get", "-q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install chromium", cancellationToken);
        }
        catch (Win32Exception)
        {
            // There is no apt-get here.
        }

        return Find();
    }

    private static async Task RunAsync(string command, string arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        })!;
        await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken),
            process.WaitForExitAsync(cancellationToken));
    }
}
