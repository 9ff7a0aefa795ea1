using MailKit;

namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>Fetches a mail in pieces, so that one of any size takes little memory: what is larger than a piece lies in a temporary file.</summary>
internal static class SpooledMail
{
    private const int PieceBytes = 1 << 20;

    /// <summary>The whole mail, seekable, at its first byte. It is not marked as seen.</summary>
    public static async Task<Stream> FetchAsync(IMailFolder folder, UniqueId uid, CancellationToken cancellationToken)
    {
        var first = await folder.GetStreamAsync(uid, 0, PieceBytes, cancellationToken);
        if (first.Length < PieceBytes)
            return first;

        // The size that servers tell beforehand is not always right; a short piece is the end.
        await using var before = first;
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await first.CopyToAsync(file, cancellationToken);
            for (var last = first.Length; last == PieceBytes;)
            {
                await using var piece = await folder.GetStreamAsync(uid, (int)file.Length, PieceBytes, cancellationToken);
                await piece.CopyToAsync(file, cancellationToken);
                last = piece.Length;
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
