using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Phrases;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

/// <summary>The mails of the folder Mails and what each has to be judged to be.</summary>
internal static class JudgedMails
{
    public static ReplyJudge Judge { get; } = new(PhraseBooks.Load());

    public static string Folder { get; } = Path.Combine(AzuriteFixture.Repository, "tests", "PolicyNotify.Tests", "Replies", "Mails");

    public static IReadOnlyList<(string File, ReplyKind Kind, string Language, string About)> Table { get; } =
        [.. File.ReadLines(Path.Combine(Folder, "expected.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => (cells[0], Enum.Parse<ReplyKind>(cells[1], ignoreCase: true), cells[2], cells[4]))];

    public static ReplyJudgement Of(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        return Judge.Judge(stream, TestContext.Current.CancellationToken);
    }

    public static ReplyJudgement OfText(string text) => OfRaw($"From: some.body@example.net\r\nTo: replies@example.com\r\nSubject: Re: Privacy\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");

    public static ReplyJudgement OfRaw(string raw)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(raw));
        return Judge.Judge(stream, TestContext.Current.CancellationToken);
    }
}
