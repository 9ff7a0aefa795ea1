using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Imap;
using MailKit.Security;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Mail;
using PolicyNotify.Tests.Replies.Imap;

[assembly: AssemblyFixture(typeof(DovecotFixture))]

namespace PolicyNotify.Tests.Replies.Imap;

/// <summary>
/// Debian's Dovecot on loopback, under a configuration, ports and folders of its own, started when the first test asks and ended with the tests.
/// Every name is an account with the same password; accounts come into being when they are used. Installed when it is missing.
/// </summary>
public sealed class DovecotFixture : IAsyncLifetime
{
    public const string Password = "password-of-every-account";

    private const string Program = "/usr/sbin/dovecot";
    private readonly SemaphoreSlim gate = new(1);
    private Process? process;
    private string folder = "";
    private int accounts;

    /// <summary>Where it speaks IMAP without protection.</summary>
    public int Port { get; private set; }

    /// <summary>Where it speaks IMAP over TLS, with a certificate that nobody trusts.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Where it asks what an access token is worth; the port of a stand-in that a test may start.</summary>
    public int TokenPort { get; } = SmtpSink.FreePort();

    /// <summary>An account that nobody has used.</summary>
    public async Task<string> NewAccountAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (process is null)
                await StartAsync(cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"account{++accounts}");
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A signed-in client, as a mail program would be.</summary>
    public async Task<ImapClient> OpenAsync(string account, CancellationToken cancellationToken)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None, cancellationToken);
        await client.AuthenticateAsync(account, Password, cancellationToken);
        return client;
    }

    /// <summary>The folder in which the server keeps an account's mail, one file each.</summary>
    public string MailFolderOf(string account) => Path.Combine(folder, "mail", account);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        gate.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = await DebianPackages.FindOrInstallAsync("dovecot-imapd", () => File.Exists(Program) ? Program : null, cancellationToken)
            ?? throw new InvalidOperationException("Dovecot is missing and could not be installed. Install the package dovecot-imapd.");
        folder = Directory.CreateTempSubdirectory("policynotify-dovecot-").FullName;
        (Port, TlsPort) = (SmtpSink.FreePort(), SmtpSink.FreePort());
        var mail = Directory.CreateDirectory(Path.Combine(folder, "mail")).FullName;
        Open(folder);
        Open(mail);
        WriteCertificate();
        await File.WriteAllTextAsync(Path.Combine(folder, "oauth2.conf"), string.Create(CultureInfo.InvariantCulture,
            $"tokeninfo_url = http://127.0.0.1:{TokenPort}/tokeninfo?access_token=\nusername_attribute = email\nactive_attribute = active\nactive_value = yes\n"), cancellationToken);
        var configuration = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(configuration, Configuration(mail), cancellationToken);

        // The pipe closes with this process, however that ends; Dovecot's master ends its children when it is asked to, and not when it is killed.
        const string UntilThePipeCloses = "$0 -F -c $1 & pid=$!; cat > /dev/null; kill -TERM $pid; wait $pid";
        process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", UntilThePipeCloses, Program, configuration]) { RedirectStandardInput = true })!;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var probe = new ImapClient();
                await probe.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None, cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is System.Net.Sockets.SocketException or IOException or ImapProtocolException && attempt < 600)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
        }
    }

    private string Configuration(string mail)
    {
        var isRoot = Environment.IsPrivilegedProcess;
        var (login, inside, owner) = isRoot ? ("dovenull", "dovecot", "nobody") : (Environment.UserName, Environment.UserName, Environment.UserName);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            default_login_user = {{login}}
            default_internal_user = {{inside}}
            ssl = yes
            ssl_cert = <{{folder}}/certificate.pem
            ssl_key = <{{folder}}/key.pem
            disable_plaintext_auth = no
            auth_mechanisms = plain xoauth2
            first_valid_uid = 1
            first_valid_gid = 1
            mail_fsync = never
            mail_max_userip_connections = 100
            auth_failure_delay = 0
            mail_location = maildir:{{mail}}/%u
            passdb {
              driver = static
              mechanisms = plain
              args = password={{Password}}
            }
            passdb {
              driver = oauth2
              mechanisms = xoauth2
              args = {{folder}}/oauth2.conf
            }
            userdb {
              driver = static
              args = uid={{owner}} gid={{(isRoot ? "nogroup" : owner)}} home={{mail}}/%u allow_all_users=yes
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{Port}}
              }
              inet_listener imaps {
                port = {{TlsPort}}
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }
            """);
    }

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    // Dovecot's processes give up root's rights before they write.
    private static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
    }
}
