using Microsoft.Extensions.Time.Testing;
using MimeKit;
using PolicyNotify.Mail;

namespace PolicyNotify.Tests.Mail;

public sealed class MimeMessagesTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly MimeMessages messages = new(new EncodedAttachments(), Clock);

    [Fact]
    public void A_message_carries_what_it_was_given_and_the_clocks_date()
    {
        var read = Roundtrip(Mails.One);

        Assert.Equal("0123456789abcdef0123.privacy-2.0@example.com", read.MessageId);
        Assert.Equal(Clock.GetUtcNow(), read.Date);
        Assert.Equal("auto-generated", read.Headers["Auto-Submitted"]);
        Assert.Equal("replies+token@example.com", read.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal(Mails.One.Text, read.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(Mails.One.Html, read.HtmlBody!.TrimEnd());
        var file = Assert.IsType<MimePart>(Assert.Single(read.Attachments), exactMatch: false);
        Assert.Equal("privacy-2.0.html", file.FileName);
        using var content = new MemoryStream();
        file.Content!.DecodeTo(content, TestContext.Current.CancellationToken);
        Assert.Equal(Mails.One.Attachments[0].Content.ToArray(), content.ToArray());
    }

    [Fact]
    public void The_same_message_is_the_same_bytes_each_time() => Assert.Equal(Bytes(Mails.One), Bytes(Mails.One));

    [Fact]
    public void No_line_is_longer_than_mail_allows() =>
        Assert.All(System.Text.Encoding.ASCII.GetString(Bytes(Mails.One)).Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));

    [Fact]
    public void Names_and_subjects_of_any_script_come_through()
    {
        var mail = Mails.One with { To = new MailAddress("ann@example.net", "Ánn Löwe 漢字"), Subject = "Änderung der Datenschutzerklärung – 漢字" };

        var read = Roundtrip(mail);

        Assert.Equal("Ánn Löwe 漢字", read.To.Mailboxes.Single().Name);
        Assert.Equal(mail.Subject, read.Subject);
        Assert.All(Bytes(mail), octet => Assert.InRange(octet, 0, 127));
    }

    [Theory]
    [InlineData("ann@bücher.example")]
    [InlineData("δοκιμή@παράδειγμα.example")]
    public void International_addresses_come_through(string address) =>
        Assert.Equal(address, Roundtrip(Mails.To(address)).To.Mailboxes.Single().Address);

    [Theory]
    [InlineData("ann@example.net\r\nBcc: all@example.net")]
    [InlineData("ann@example.net, eve@example.net")]
    [InlineData("Ann <ann@example.net>")]
    [InlineData("ann example.net")]
    [InlineData("ann")]
    [InlineData("")]
    public void What_is_no_bare_address_is_refused_without_being_quoted(string address)
    {
        var problem = Assert.Throws<UnwritableMailException>(() => messages.Build(Mails.To(address)));

        Assert.DoesNotContain("ann", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_break_in_a_name_becomes_a_blank() =>
        Assert.Equal("Ann  Bcc: eve@example.net", Roundtrip(Mails.One with { To = new MailAddress("ann@example.net", "Ann\r\nBcc: eve@example.net") }).To.Mailboxes.Single().Name);

    [Theory]
    [InlineData("X-One", "a\r\nBcc: eve@example.net")]
    [InlineData("X-One\r\nBcc", "eve@example.net")]
    [InlineData("X One", "a")]
    [InlineData("", "a")]
    public void A_header_that_would_become_two_is_refused(string name, string value) =>
        Assert.Throws<UnwritableMailException>(() => messages.Build(Mails.One with { Headers = new Dictionary<string, string> { [name] = value } }));

    [Fact]
    public void A_line_break_in_the_subject_is_refused() =>
        Assert.Throws<UnwritableMailException>(() => messages.Build(Mails.One with { Subject = "One\nBcc: eve@example.net" }));

    [Fact]
    public void A_mail_systems_words_lose_their_addresses_and_line_breaks() =>
        Assert.Equal("550 5.1.1 (address) unknown in table", MailText.Redacted("550 5.1.1 <ann@example.net>: unknown\r\nin table".Replace(":", "", StringComparison.Ordinal)));

    private MimeMessage Roundtrip(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(Bytes(mail)), TestContext.Current.CancellationToken);

    private byte[] Bytes(OutgoingMail mail)
    {
        using var message = messages.Build(mail);
        using var stream = new MemoryStream();
        message.WriteTo(MimeMessages.FormatOf(message), stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
