using System.ComponentModel;
using System.Diagnostics;

namespace PolicyNotify.Tests.Hosting;

/// <summary>
/// Installs a package of Debian or Ubuntu that tests need: as root, or through sudo where that asks no password.
/// One at a time, because apt-get refuses a second run beside the first.
/// </summary>
internal static class DebianPackages
{
    // Postfix would otherwise start as a mail server of the machine; only its test tools are wanted.
    private const string NoMailServer = "echo 'postfix postfix/main_mailer_type select No configuration' | $sudo debconf-set-selections";
    private const string Apt = "$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300";

    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Finds what a package brings, after installing it when it is not there; null when it can be neither found nor installed.</summary>
    public static async Task<string?> FindOrInstallAsync(string package, Func<string?> find, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (find() is { } present) return present;

            if (OperatingSystem.IsLinux())
            {
                await ShellAsync($"{Sudo()}; {NoMailServer}; {Apt} update; {Apt} install --no-install-recommends {package}", cancellationToken);
            }

            return find();
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static string Sudo() => Environment.IsPrivilegedProcess ? "sudo=" : "sudo='sudo -n'";

    private static async Task ShellAsync(string script, CancellationToken cancellationToken)
    {
        try
        {
            using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await Task.WhenAll(
                shell.StandardOutput.ReadToEndAsync(cancellationToken),
                shell.StandardError.ReadToEndAsync(cancellationToken),
                shell.WaitForExitAsync(cancellationToken));
        }
        catch (Win32Exception)
        {
            // No shell: the caller says what to install.
        }
    }
}
