using MimeKit;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class NoticeMailTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_verified_person_gets_one_mail_that_says_what_when_and_how_to_object()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 3, verified: true, Cancellation);
        await journey.AddPeopleAsync(10, 2, verified: false, Cancellation);
        await journey.PublishBothAsync(Cancellation);

        await journey.MailEverybodyAsync(Cancellation);

        var mails = journey.Outbox();
        Assert.Equal(3, mails.Count);
        var mail = mails.Single(one => one.To.Mailboxes.Single().Address == "person1@example.net");
        Assert.Equal("Example Ltd: Privacy Policy changes on 3 April 2026", mail.Subject);
        Assert.Equal("privacy@example.com", mail.From.Mailboxes.Single().Address);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Contains("Dear Person 1,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("It receives your name & address <when you pay>.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("It receives your name &amp; address &lt;when you pay&gt;.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("On 3 April 2026 (time zone Europe/Berlin)", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("up to and including 3 May 2026", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://policies.example.com/privacy/changes/1.0/2.0", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("greeting-", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(
            ["privacy-2.0.html", "privacy-changes-1.0-to-2.0.html"],
            mail.Attachments.OfType<MimePart>().Select(part => part.FileName));
        Assert.Equal(3, mails.Select(one => one.ReplyTo.Mailboxes.Single().Address).Distinct().Count());
    }
}
