using System.Collections.Concurrent;
using MailKit;
using MailKit.Net.Imap;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Receiving.Sources;

namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>Takes mails from IMAP mailboxes. Each is visited by itself, so that one that cannot be read keeps no other waiting.</summary>
internal sealed partial class ImapSource(
    MailboxConnector connector, ReplyIntake intake, SourceStore sources, IOptions<ReplyOptions> options, TimeProvider clock, ILogger<ImapSource> logger)
{
    // Mails at which a visit broke off come after all others, so that one over which the server breaks down each time keeps nobody waiting.
    private readonly ConcurrentDictionary<(string Source, uint Validity, uint Uid), bool> brokenOffAt = new();

    /// <summary>Visits every mailbox once.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        await Task.WhenAll(options.Value.Imap.Select((mailbox, number) => failures.TryAsync(() => VisitAsync(mailbox, number, cancellationToken), cancellationToken)));
        failures.ThrowIfAny();
    }

    private async Task VisitAsync(ImapOptions mailbox, int number, CancellationToken cancellationToken)
    {
        var (name, setting) = (ReplySources.ImapName(number), ReplySourcesValidator.SettingOf(number));
        try
        {
            await VisitAsync(mailbox, name, setting, cancellationToken);
        }
        catch (Exception exception) when (Explain(exception, setting) is { } trouble && !cancellationToken.IsCancellationRequested)
        {
            Log.Troubled(logger, name, trouble);
            await sources.TroubledAsync(name, trouble, cancellationToken);
            throw exception is MailboxException ? exception : new MailboxException(trouble, exception);
        }
    }

    private async Task VisitAsync(ImapOptions mailbox, string name, string setting, CancellationToken cancellationToken)
    {
        using var client = await connector.OpenAsync(setting, mailbox, cancellationToken);
        var folders = await MailboxFolders.OpenAsync(client, setting, mailbox, cancellationToken);
        var run = new MailboxRun(name, mailbox, options.Value.MailsPerRun, folders, intake, clock, logger);
        var failures = new Failures();
        var left = await TakeAsync(run, name, failures, cancellationToken);
        DateTimeOffset? oldest = left.Count > 0 ? await run.ArrivedAtAsync(left[0], cancellationToken) : null;
        await sources.SucceededAsync(name, left.Count, oldest, await folders.CountFailedAsync(cancellationToken), cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
        failures.ThrowIfAny();
    }

    private async Task<IReadOnlyList<UniqueId>> TakeAsync(MailboxRun run, string name, Failures failures, CancellationToken cancellationToken)
    {
        try
        {
            return await run.TakeAsync(uid => brokenOffAt.ContainsKey((name, uid.Validity, uid.Id)), failures, cancellationToken);
        }
        catch when (run.At is { } at)
        {
            brokenOffAt[(name, at.Validity, at.Id)] = true;
            throw;
        }
    }

    // What the service itself failed at is not the mailbox's trouble and stays what it is.
    private static string? Explain(Exception exception, string setting) => exception switch
    {
        MailboxException => exception.Message,
        ImapCommandException => $"The server refused a command: {MailText.Redacted(exception.Message)} See {setting}.",
        ImapProtocolException or ServiceNotConnectedException or IOException or System.Net.Sockets.SocketException or TimeoutException or OperationCanceledException =>
            $"The connection to the server of {setting} ended: {exception.GetType().Name}. What was not taken in is still there.",
        FolderNotFoundException => $"A folder went away meanwhile: check {setting}:Folder and {setting}:DoneFolder.",
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The mailbox {Source} cannot be read now: {Trouble}")]
        public static partial void Troubled(ILogger logger, string source, string trouble);
    }
}
