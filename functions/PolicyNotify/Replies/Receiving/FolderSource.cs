using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Receiving.Sources;

namespace PolicyNotify.Replies.Receiving;

/// <summary>
/// Takes mails from a folder of <c>.eml</c> files. A file leaves the folder for <c>done/</c> (or <c>unreadable/</c>, when it is no mail)
/// only after it is stored and recorded.
/// </summary>
internal sealed partial class FolderSource(
    ReplyIntake intake, SourceStore sources, IOptions<ReplyOptions> options, IHostEnvironment environment, FileClock files, TimeProvider clock, ILogger<FolderSource> logger)
{
    private const string Source = ReplySources.Folder;
    private const string Done = "done";
    private const string Unreadable = "unreadable";

    // So many failures in a row are the storage's and not the files'.
    private const int MostFailuresInARow = 5;

    // Mailboxes come after the folder, and all together have the ten minutes that a function may take.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    // A file that was written to just now may not be whole yet.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    // An empty file may be one whose writer has only begun.
    private static readonly TimeSpan SettlingWhenEmpty = TimeSpan.FromMinutes(5);

    // Files that could not be taken up come after all others, so that they keep nobody waiting.
    private readonly ConcurrentDictionary<string, bool> troubled = new(StringComparer.Ordinal);

    /// <summary>Takes up to as many mails as one run may, and begins none after two minutes.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Folder.Path is not { Length: > 0 } path)
            return;
        var folder = Path.Combine(environment.ContentRootPath, path);
        try
        {
            Directory.CreateDirectory(folder);
            await CollectAsync(folder, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await sources.TroubledAsync(Source, $"{ReplyOptions.Section}:Folder:Path cannot be read: {exception.GetType().Name}.", cancellationToken);
            throw;
        }
    }

    private async Task CollectAsync(string folder, CancellationToken cancellationToken)
    {
        var failures = new Failures();
        var endBy = clock.GetUtcNow() + LongestRun;
        var (taken, failuresInARow) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").OrderBy(troubled.ContainsKey).ThenBy(file => file, StringComparer.Ordinal).Where(IsSettled).ToList())
        {
            if (taken >= options.Value.MailsPerRun || failuresInARow >= MostFailuresInARow || clock.GetUtcNow() >= endBy)
                break;
            bool? isTaken = null;
            await failures.TryAsync(async () => isTaken = await TakeOrLeaveAsync(folder, file, failures, cancellationToken), cancellationToken);
            failuresInARow = isTaken is null ? failuresInARow + 1 : 0;
            if (isTaken is not true)
            {
                troubled[file] = true;
                continue;
            }

            taken++;
            troubled.TryRemove(file, out _);
        }

        await failures.TryAsync(() => ReportAsync(folder, cancellationToken), cancellationToken);
        failures.ThrowIfAny();
    }

    private async Task ReportAsync(string folder, CancellationToken cancellationToken)
    {
        var left = Directory.EnumerateFiles(folder, "*.eml").ToList();
        DateTimeOffset? oldest = left.Count > 0 ? clock.GetUtcNow() - left.Max(file => AgeOf(new FileInfo(file))) : null;
        await sources.SucceededAsync(Source, left.Count, oldest, left.Count(troubled.ContainsKey), cancellationToken);
    }

    private async Task<bool> TakeOrLeaveAsync(string folder, string file, Failures failures, CancellationToken cancellationToken)
    {
        try
        {
            await TakeAsync(folder, file, failures, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that is in use or cannot be moved is no failure yet; the next run tries it again.
            Log.FileTrouble(logger, MailText.Redacted(Path.GetFileName(file)), exception.GetType().Name);
            return false;
        }
    }

    private async Task TakeAsync(string folder, string file, Failures failures, CancellationToken cancellationToken)
    {
        var before = new FileInfo(file);
        KeptMail kept;
        await using (var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            kept = await intake.KeepAsync(new ReceivedMail(content, ArrivalOf(before)), cancellationToken);
        }

        // What is left to do with a recorded mail no longer needs the file: a later run goes on from the record.
        await failures.TryAsync(() => intake.FinishAsync(kept, cancellationToken), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var after = new FileInfo(file);
        if (after.Length == before.Length && after.LastWriteTimeUtc == before.LastWriteTimeUtc)
            Move(file, Path.Combine(folder, kept.IsUnreadable ? Unreadable : Done), kept.Reply.Id);
    }

    // By its age, because the service may go by another clock than the one that dates files.
    private Arrival ArrivalOf(FileInfo file) => new(Source) { Name = file.Name, At = clock.GetUtcNow() - AgeOf(file) };

    private static void Move(string file, string folder, ReplyId id)
    {
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, Path.GetFileName(file));
        if (File.Exists(target))
            target = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}.{id}.eml");
        File.Move(file, target, overwrite: true);
    }

    private bool IsSettled(string file)
    {
        var info = new FileInfo(file);
        return info.Exists && AgeOf(info) >= (info.Length == 0 ? SettlingWhenEmpty : Settling);
    }

    private TimeSpan AgeOf(FileInfo file) => files.Time.GetUtcNow() - file.LastWriteTimeUtc;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The file {File} in the reply folder cannot be taken up now ({Trouble}); it is tried again")]
        public static partial void FileTrouble(ILogger logger, string file, string trouble);
    }
}
