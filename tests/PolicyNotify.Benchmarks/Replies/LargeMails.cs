using System.Text;

namespace PolicyNotify.Benchmarks.Replies;

/// <summary>Mails of 10 MB: where the bulk is an attachment, the text itself, or a quotation below a short answer.</summary>
internal static class LargeMails
{
    private const int Size = 10_000_000;

    public static IReadOnlyList<(string Name, Action<Stream> Write)> All { get; } =
    [
        ("attachment", stream => WithAttachment(stream, "Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n", $"{new string('A', 76)}\r\n")),
        ("text", stream => WithText(stream, "text/plain", "We have to think about the contract, which we would close if it were not for the account.\r\n")),
        ("html", stream => WithText(stream, "text/html", "<p>We have to think about the <b>contract</b>, which we would close.</p>\r\n")),
        ("quotation", stream => WithText(stream, "text/plain", "> You can terminate your contract until 3 May 2026 if you do not agree.\r\n")),
    ];

    private static void WithAttachment(Stream stream, string headers, string line)
    {
        Write(stream, "From: a@example.net\r\nSubject: Re: Privacy\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nI object to the changes.\r\n--b\r\n");
        Write(stream, headers);
        Fill(stream, line);
        Write(stream, "--b--\r\n");
    }

    private static void WithText(Stream stream, string type, string line)
    {
        Write(stream, $"From: a@example.net\r\nSubject: Re: Privacy\r\nMIME-Version: 1.0\r\nContent-Type: {type}; charset=utf-8\r\n\r\nI object to the changes.\r\n\r\n");
        Fill(stream, line);
    }

    private static void Fill(Stream stream, string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        for (var written = 0; written < Size; written += bytes.Length)
            stream.Write(bytes);
    }

    private static void Write(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
