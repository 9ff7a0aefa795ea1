using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Mail.Pickup;

/// <summary>Puts each message as a file into a folder. The same message again replaces the same file.</summary>
internal sealed class PickupTransport : IMailTransport
{
    // Nobody takes so long to write a message: whoever began it has gone.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly MimeMessages messages;
    private readonly string folder;
    private int hasCleaned;

    public PickupTransport(MimeMessages messages, IOptions<MailOptions> options, IHostEnvironment environment)
    {
        this.messages = messages;
        folder = Path.Combine(environment.ContentRootPath, options.Value.Pickup.Folder!);
    }

    public string Name => "pickup";

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var name = FileNameOf(mail.MessageId);

        // The same name each time, so that what a killed process left behind is replaced with its message's repeat.
        var part = Path.Combine(folder, $".{name}.part");
        using var message = messages.Build(mail);
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024))
            {
                await message.WriteToAsync(MimeMessages.FormatOf(message), file, cancellationToken);
            }

            if (Interlocked.Exchange(ref hasCleaned, 1) == 0)
                DiscardAbandoned(File.GetLastWriteTimeUtc(part));

            // A reader of the folder sees the whole message or none.
            File.Move(part, Path.Combine(folder, name), overwrite: true);
            return MailOutcome.Accepted(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard(part);
            return MailOutcome.TryLater($"The file could not be written: {exception.GetType().Name}.");
        }
        catch (OperationCanceledException)
        {
            Discard(part);
            throw;
        }
    }

    // What killed processes left half written and nobody repeated. By the age that the folder's own files tell, whatever clock the service goes by.
    private void DiscardAbandoned(DateTime now)
    {
        foreach (var part in Directory.EnumerateFiles(folder, ".*.part").Where(part => now - File.GetLastWriteTimeUtc(part) > Abandoned))
            Discard(part);
    }

    private static void Discard(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is no folder, or no right to it: then there is nothing to discard either.
        }
    }

    /// <summary>The Message-ID's own part, readable; with a hash where it holds characters that a file name may not.</summary>
    internal static string FileNameOf(string messageId)
    {
        var own = messageId.Split('@')[0];
        var safe = string.Concat(own.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '_')).TrimStart('.');
        return safe == own && own.Length is > 0 and <= 150
            ? $"{own}.eml"
            : $"message-{safe[..Math.Min(safe.Length, 150)]}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 8))}.eml";
    }
}
