using PolicyNotify.Replies.Judging;

namespace PolicyNotify.Tests.Replies;

public sealed class JudgedMailsTests
{
    public static TheoryData<string> Files => [.. JudgedMails.Table.Select(row => row.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_mail_is_judged_as_the_table_says(string file)
    {
        var expected = JudgedMails.Table.Single(row => row.File == file).Kind;

        var judgement = JudgedMails.Of(file);

        Assert.True(expected == judgement.Kind, $"{file} is {judgement.Kind} instead of {expected}: {judgement.Reason}\n{judgement.Text}");
    }

    [Fact]
    public void The_table_and_the_folder_name_the_same_mails()
    {
        var files = Directory.EnumerateFiles(JudgedMails.Folder, "*.eml").Select(Path.GetFileName).Order(StringComparer.Ordinal);

        Assert.Equal(files, JudgedMails.Table.Select(row => row.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_of_the_quoted_notice_is_taken_for_the_persons_words()
    {
        var written = JudgedMails.Table
            .Where(row => row.Kind is not ReplyKind.Automatic and not ReplyKind.Bounce)
            .Select(row => (row.File, JudgedMails.Of(row.File).Text));

        Assert.All(written, mail => Assert.DoesNotContain("You can terminate your contract until 3 May 2026", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bounce_says_which_address_is_dead_for_good()
    {
        var bounced = Assert.Single(JudgedMails.Of(JudgedMails.Table.Single(row => row.About == "a delivery status notification").File).Bounced);

        Assert.Equal(new BouncedRecipient("some.body@example.net", IsPermanent: true, "5.1.1"), bounced);
    }

    [Fact]
    public void A_delay_is_not_for_good()
    {
        var judgement = JudgedMails.OfRaw(
            "From: MAILER-DAEMON@example.net\r\nSubject: Warning: message delayed 24 hours\r\nReturn-Path: <>\r\n\r\n" +
            "Your message to some.body@example.net could not be delivered yet: 421 4.4.1 connection timed out\r\n");

        Assert.Equal(ReplyKind.Bounce, judgement.Kind);
        Assert.Equal(new BouncedRecipient("some.body@example.net", IsPermanent: false, "4.4.1"), Assert.Single(judgement.Bounced));
    }

    [Theory]
    [InlineData("{\"notificationType\":\"Bounce\",\"bounce\":{}}", ReplyKind.Bounce)]
    [InlineData("{ \"Type\": \"Notification\", \"Message\": \"{\\\"notificationType\\\": \\\"Bounce\\\"}\" }", ReplyKind.Bounce)]
    [InlineData("{ \"Message\": \"{\\\"notificationType\\\":\\\"Complaint\\\"}\" }", ReplyKind.Complaint)]
    [InlineData("{\"notificationType\":\"Delivery\",\"text\":\"I object and want to close my account\"}", ReplyKind.Automatic)]
    public void A_notification_of_a_mail_service_is_read_even_when_it_is_wrapped(string text, ReplyKind kind) => Assert.Equal(kind, JudgedMails.OfText(text).Kind);

    [Fact]
    public void A_mail_cut_out_of_a_mailbox_file_is_read_like_any_other() =>
        Assert.Equal(
            ReplyKind.Objection,
            JudgedMails.OfRaw("From some.body@example.net Mon Mar  2 09:00:00 2026\r\nFrom: some.body@example.net\r\nSubject: Re: Privacy\r\n\r\nI object to the changes.\r\n").Kind);

    [Theory]
    [InlineData("I object. What do I have to do to get my invoice?", ReplyKind.Objection)]
    [InlineData("I do not agree, when will my account be closed?", ReplyKind.Objection)]
    [InlineData("When will my account be closed if I do not agree?", ReplyKind.Question)]
    [InlineData("\"I object to the changes and want to close my account\"", ReplyKind.Objection)]
    [InlineData("The mail says \"I object to the changes\". What is that?", ReplyKind.Review)]
    [InlineData("Ich widerspreche nicht.", ReplyKind.Other)]
    [InlineData("ich bin nicht damit einverstanden bitte account löschen", ReplyKind.Objection)]
    public void Where_the_words_stand_decides_what_they_mean(string text, ReplyKind kind) => Assert.Equal(kind, JudgedMails.OfText(text).Kind);

    [Fact]
    public void The_judgement_names_the_sentence_and_the_phrase_it_relies_on()
    {
        var judgement = JudgedMails.OfText("Hello. I object to the changes. Bye.");

        Assert.Equal(["I object to the changes."], judgement.Relied);
        Assert.Equal("en", judgement.Language);
        Assert.Contains("'I object to the changes.' (en: ", judgement.Reason, StringComparison.Ordinal);
    }
}
