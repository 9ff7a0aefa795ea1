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
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Reproducible mutations.")]
    public void Whatever_happens_to_its_body_a_mail_whose_header_is_a_robots_never_objects()
    {
        var random = new Random(Seed);
        var seeds = Directory.EnumerateFiles(Path.Combine(JudgedMails.Folder, "..", "Robots"), "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
            .Where(mail => IsRobotByHeader(mail[..BodyOf(mail)])).ToList();
        Assert.True(seeds.Count > 40, "Too few robots give themselves away by their headers.");
        foreach (var seed in seeds)
        {
            var body = BodyOf(seed);
            for (var round = 0; round < MutationsPerMail; round++)
            {
                using var stream = new MemoryStream([.. seed[..body], .. Mutate(seed[body..], random)]);

                var judgement = JudgedMails.Judge.Judge(stream, TestContext.Current.CancellationToken);

                Assert.True(judgement.Kind is not ReplyKind.Objection, judgement.Reason);
            }
        }
    }

    public static TheoryData<string, string> Hell { get; } = new()
    {
        { "nothing but carriage returns", new string('\r', 10_000) },
        { "no header, no body", "\r\n\r\n" },
        { "a header without end", $"From: a@example.net\r\nSubject: {new string('x', 1_000_000)}" },
        { "a header of a million folded lines", $"From: a@example.net\r\nSubject: {string.Concat(Enumerable.Repeat("x\r\n ", 200_000))}\r\n\r\nI object.\r\n" },
        { "100,000 headers", $"From: a@example.net\r\n{string.Concat(Enumerable.Repeat("X-More: 1\r\n", 100_000))}\r\nI object.\r\n" },
        { "100,000 addresses", $"From: a@example.net\r\nTo: {string.Concat(Enumerable.Repeat("b@example.net,\r\n ", 100_000))}c@example.net\r\n\r\nI object.\r\n" },
        { "5,000 comments inside each other", $"From: {new string('(', 5_000)}a@example.net\r\n\r\nI object.\r\n" },
        { "an encoded word that ends nowhere", "From: a@example.net\r\nSubject: =?utf-8?B?" + new string('A', 50_000) + "\r\n\r\nI object.\r\n" },
        { "a multipart without boundary", "From: a@example.net\r\nContent-Type: multipart/mixed\r\n\r\n--\r\nI object.\r\n" },
        { "a multipart inside itself", "From: a@example.net\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", 3_000)) },
        { "2,000 mails inside each other", string.Concat(Enumerable.Repeat("From: a@example.net\r\nContent-Type: message/rfc822\r\n\r\n", 2_000)) },
        { "a boundary on every line", "From: a@example.net\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\n", 50_000)) },
        { "elements inside each other and closing tags of none", "From: a@example.net\r\nContent-Type: text/html\r\n\r\n" + string.Concat(Enumerable.Repeat("<div></span>", 20_000)) },
        { "unclosed paragraphs", "From: a@example.net\r\nContent-Type: text/html\r\n\r\n" + string.Concat(Enumerable.Repeat("<p><td><li>", 20_000)) },
        { "one word of a megabyte", "From: a@example.net\r\n\r\n" + new string('a', 1_000_000) },
        { "a line of quotation marks", "From: a@example.net\r\n\r\n" + new string('"', 19_000) },
        { "a text of commas", "From: a@example.net\r\n\r\n" + string.Concat(Enumerable.Repeat("no, ", 4_900)) },
        { "a text of colons and dates", "From: a@example.net\r\n\r\n" + string.Concat(Enumerable.Repeat("On 1 March 2026 a@b wrote\r\n", 5_000)) },
        { "an injected header", "From: a@example.net\r\nSubject: =?utf-8?Q?Re:_x=0D=0AAuto-Submitted:_no=0D=0A=0D=0AI_object?=\r\n\r\nThank you.\r\n" },
        { "a feedback report without parts", "From: a@example.net\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n" },
        { "a charset that is a bomb", "From: a@example.net\r\nContent-Type: text/plain; charset=\"" + new string('u', 100_000) + "\"\r\n\r\nI object.\r\n" },
    };

    [Theory]
    [MemberData(nameof(Hell))]
    public void A_mail_from_hell_is_judged_or_left_to_a_reader(string what, string raw)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(raw));

        var judgement = JudgedMails.Judge.Judge(stream, TestContext.Current.CancellationToken);

        Assert.False(string.IsNullOrEmpty(judgement.Reason), what);
        Assert.True(judgement.Kind is ReplyKind.Review or ReplyKind.Other or ReplyKind.Complaint || raw.Contains("I object.", StringComparison.Ordinal), $"{what}: {judgement.Kind}, {judgement.Reason}");
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

    private static int BodyOf(byte[] mail) => mail.AsSpan().IndexOf("\r\n\r\n"u8) + 4;

    private static bool IsRobotByHeader(byte[] header)
    {
        using var stream = new MemoryStream([.. header, .. "I object to the changes.\r\n"u8]);
        return JudgedMails.Judge.Judge(stream, TestContext.Current.CancellationToken).Kind is not ReplyKind.Objection;
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
