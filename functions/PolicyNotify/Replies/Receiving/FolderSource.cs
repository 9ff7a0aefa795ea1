using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Receiving;

/// <summary>
/// Takes mails from a folder of <c>.eml</c> files. A file leaves the folder for <c>done/</c> (or <c>unreadable/</c>, when it is no mail)
/// only after it is stored, recorded and acted on.
/// </summary>
internal sealed partial class FolderSource(ReplyIntake intake, IOptions<ReplyOptions> options, IHostEnvironment environment, ILogger<FolderSource> logger)
{
    private const string Source = "folder";
    private const string Done = "done";
    private const string Unreadable = "unreadable";

    // A file that was written to just now may not be whole yet. Files are dated by the system, so the system's clock tells.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    // An empty file may be one whose writer has only begun.
    private static readonly TimeSpan SettlingWhenEmpty = TimeSpan.FromMinutes(5);

    /// <summary>Takes up to as many mails as one run may.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Folder.Path is not { Length: > 0 } path)
            return;
        var folder = Path.Combine(environment.ContentRootPath, path);
        Directory.CreateDirectory(folder);
        var failures = new Failures();
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Where(IsSettled).Take(options.Value.MailsPerRun).ToList())
            await failures.TryAsync(() => TakeOrLeaveAsync(folder, file, cancellationToken), cancellationToken);
        failures.ThrowIfAny();
    }

    private async Task TakeOrLeaveAsync(string folder, string file, CancellationToken cancellationToken)
    {
        try
        {
            await TakeAsync(folder, file, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that is in use or cannot be moved is no failure yet; the next run tries it again.
            Log.FileTrouble(logger, Path.GetFileName(file), exception.GetType().Name);
        }
    }

    private async Task TakeAsync(string folder, string file, CancellationToken cancellationToken)
    {
        var before = new FileInfo(file);
        ReplyRecord reply;
        await using (var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            reply = await intake.TakeAsync(new ReceivedMail(content, Source), cancellationToken);
        }

        var after = new FileInfo(file);
        if (after.Length != before.Length || after.LastWriteTimeUtc != before.LastWriteTimeUtc)
            return;

        // What is left to do with a recorded mail no longer needs the file.
        var isUnreadable = reply.Judged is { From.Length: 0, MessageId: null, Judgement.Kind: Judging.ReplyKind.Review, Judgement.Text.Length: 0 };
        Move(file, Path.Combine(folder, isUnreadable ? Unreadable : Done), reply.Id);
    }

    private static void Move(string file, string folder, ReplyId id)
    {
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, Path.GetFileName(file));
        if (File.Exists(target))
            target = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}.{id}.eml");
        File.Move(file, target, overwrite: true);
    }

    private static bool IsSettled(string file)
    {
        var info = new FileInfo(file);
        var age = TimeProvider.System.GetUtcNow() - info.LastWriteTimeUtc;
        return info.Exists && age >= (info.Length == 0 ? SettlingWhenEmpty : Settling);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The file {File} in the reply folder cannot be taken up now ({Trouble}); it is tried again")]
        public static partial void FileTrouble(ILogger logger, string file, string trouble);
    }
}
