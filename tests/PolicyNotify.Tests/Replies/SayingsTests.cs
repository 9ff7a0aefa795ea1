using PolicyNotify.Replies.Judging;

namespace PolicyNotify.Tests.Replies;

/// <summary>Short texts of people, many more than whole mails can be built for.</summary>
public sealed class SayingsTests
{
    private static readonly IReadOnlyList<(string Judgement, string Text)> Lines =
        [.. File.ReadLines(Path.Combine(JudgedMails.Folder, "..", "Sayings", "sayings.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|', 3)).Select(cells => (cells[0], cells[2].Replace("\\n", "\n", StringComparison.Ordinal)))];

    public static TheoryData<string> Objections => [.. Lines.Where(line => line.Judgement == "objection").Select(line => line.Text)];

    public static TheoryData<string> Others => [.. Lines.Where(line => line.Judgement == "not").Select(line => line.Text)];

    [Theory]
    [MemberData(nameof(Objections))]
    public void Whoever_clearly_objects_is_recorded(string text)
    {
        var judgement = JudgedMails.OfText(text);

        Assert.True(judgement.Kind is ReplyKind.Objection, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Whoever_did_not_clearly_object_is_not(string text)
    {
        var judgement = JudgedMails.OfText(text);

        Assert.True(judgement.Kind is not ReplyKind.Objection and not ReplyKind.Bounce, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Fact]
    public void No_text_stands_there_twice() => Assert.Equal(Lines.Select(line => line.Text).Distinct(StringComparer.Ordinal), Lines.Select(line => line.Text));

    [Theory]
    [InlineData("Thanks, but I pass.")]
    [InlineData("Thank you. This is where our roads separate.")]
    [InlineData("good day this is mister hill i got the mail about the new data thing i am a gainst it comma thanks full stop")]
    [InlineData("Gut, dann weg damit.")]
    [InlineData("Danke. Kein Interesse.")]
    [InlineData("Vielen Dank für die Info, für mich war es das.")]
    [InlineData("Merci. Très peu pour moi.")]
    [InlineData("Gracias, pero que les vaya bonito sin mí.")]
    [InlineData("Grazie. Tanti auguri a voi, senza di me.")]
    [InlineData("Dziękuję, ale beze mnie.")]
    [InlineData("We are through, the whole family and I. Who would read this?")]
    [InlineData("What does it mean? I have read your notice and shall be taking my business to your rivals.")]
    [InlineData("Where do I return the router? The link gives me an error and you lot have had the last of me and mine.")]
    public void What_no_phrase_accounts_for_is_read_by_somebody(string text)
    {
        var judgement = JudgedMails.OfText(text);

        Assert.True(judgement.Kind is ReplyKind.Review or ReplyKind.Objection, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Theory]
    [InlineData("Thanks for letting us know, all good.")]
    [InlineData("Fine with me, thank you for the clear explanation.\n\nPaula Reed")]
    [InlineData("Danke für die Info, für mich in Ordnung.")]
    [InlineData("Merci pour l'information, j'accepte.")]
    [InlineData("Gracias por la información. Estoy de acuerdo con los cambios.")]
    [InlineData("Bedankt voor de uitleg, akkoord.")]
    [InlineData("Grazie per la comunicazione, va bene.")]
    [InlineData("Obrigado pela informação, concordo com tudo.")]
    [InlineData("Dziękuję za informację, akceptuję zmiany.")]
    public void Thanks_and_agreement_wait_for_nobody(string text)
    {
        var judgement = JudgedMails.OfText(text);

        Assert.True(judgement.Kind is ReplyKind.Other, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Theory]
    [InlineData("Kündigung", "", ReplyKind.Objection)]
    [InlineData("I object to the new privacy policy", "", ReplyKind.Objection)]
    [InlineData("I object to the new privacy policy", "Customer number 40291", ReplyKind.Objection)]
    [InlineData("Ich widerspreche", "siehe Betreff", ReplyKind.Objection)]
    [InlineData("I object to the new privacy policy", "What do I have to do?", ReplyKind.Review)]
    [InlineData("I object to the new privacy policy", "On second thoughts: it is fine with me.", ReplyKind.Review)]
    [InlineData("Re: I object to the new privacy policy", "Customer number 40291", ReplyKind.Review)]
    [InlineData("Kündigung?", "", ReplyKind.Review)]
    public void A_subject_that_objects_speaks_for_a_mail_that_adds_nothing(string subject, string text, ReplyKind kind)
    {
        var judgement = JudgedMails.OfRaw($"From: some.body@example.net\r\nTo: replies@example.com\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");

        Assert.True(kind == judgement.Kind, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Fact]
    public void A_declaration_in_an_attachment_alone_is_for_a_reader() =>
        Assert.Equal(ReplyKind.Review, JudgedMails.OfRaw(
            "From: some.body@example.net\r\nSubject: Re: Privacy\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee attachment.\r\n" +
            "--b\r\nContent-Type: application/pdf; name=termination.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--b--\r\n").Kind);
}
