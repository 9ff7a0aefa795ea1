using System.Diagnostics.CodeAnalysis;
using System.Text;
using PolicyNotify.Replies.Judging;

namespace PolicyNotify.Tests.Replies;

public sealed class HostileMailTests
{
    private const int Seed = 20260302;
    private const int MutationsPerMail = 6;

    [Fact]
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Reproducible mutations.")]
    public void A_mail_that_was_damaged_anywhere_is_still_judged()
    {
        var random = new Random(Seed);
        foreach (var row in JudgedMails.Table)
        {
            var original = File.ReadAllBytes(Path.Combine(JudgedMails.Folder, row.File));
            for (var round = 0; round < MutationsPerMail; round++)
            {
                var mutated = Mutate(original, random);
                using var stream = new MemoryStream(mutated);

                var judgement = JudgedMails.Judge.Judge(stream, TestContext.Current.CancellationToken);

                Assert.True(Enum.IsDefined(judgement.Kind), row.File);
                Assert.False(string.IsNullOrEmpty(judgement.Reason), row.File);
            }
        }
    }

    [Fact]
    public void An_attachment_of_25_megabytes_is_never_opened()
    {
        var mail = new MemoryStream();
        mail.Write(Encoding.ASCII.GetBytes(
            "From: a@example.net\r\nSubject: Re: Privacy\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n" +
            "--b\r\nContent-Type: text/plain\r\n\r\nI object to the changes.\r\n--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"));
        var line = Encoding.ASCII.GetBytes(new string('A', 76) + "\r\n");
        while (mail.Length < 25_000_000)
            mail.Write(line);
        mail.Write("--b--\r\n"u8);
        mail.Position = 0;
        JudgedMails.OfText("The phrases are loaded now, so that only this mail is counted.");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var judgement = JudgedMails.Judge.Judge(mail, TestContext.Current.CancellationToken);

        Assert.Equal(ReplyKind.Objection, judgement.Kind);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 5_000_000, "The attachment was read into memory.");
    }

    [Fact]
    public void A_text_as_long_as_a_book_goes_to_review()
    {
        var text = string.Concat(Enumerable.Repeat("I do not really want to close the my account _ or to not agree with it ", 2_000));

        Assert.Equal(ReplyKind.Review, JudgedMails.OfText(text).Kind);
    }

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Reproducible mutations.")]
    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        for (var change = random.Next(1, 12); change > 0 && bytes.Count > 1; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 200), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
                case 3:
                    bytes.Insert(at, 0);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
