using Microsoft.Extensions.Options;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Mail;

public sealed class MailOptionsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("Mail:Transport", null, "Mail:Transport")]
    [InlineData("Mail:From", null, "Mail:From")]
    [InlineData("Mail:From", "Example <privacy@example.com>", "Mail:From")]
    [InlineData("Mail:LegalAddress", "Legal <legal@example.com>", "Mail:LegalAddress")]
    [InlineData("Mail:LegalAddress", "legal@example.com, board@example.com", "Mail:LegalAddress")]
    [InlineData("Mail:Pickup:Folder", null, "Mail:Pickup:Folder")]
    [InlineData("Mail:Transport", "Smtp", "Mail:Smtp:Host")]
    [InlineData("Mail:Transport", "SendGrid", "Mail:SendGrid:ApiKey")]
    [InlineData("Mail:SendGrid:Events:PublicKey", "no key", "Mail:SendGrid:Events:PublicKey")]
    [InlineData("Mail:SendGrid:Events:ReplayWindow", "00:00:00", "Mail:SendGrid:Events:ReplayWindow")]
    [InlineData("Replies:Address", "replies+more@example.com", "Replies:Address")]
    [InlineData("Replies:TokenKeys:0", "too short", "Replies:TokenKeys:0")]
    [InlineData("Notices:PageSize", "101", "Notices:PageSize")]
    [InlineData("Templates:Folder", "/no/such/folder", "Templates:Folder")]
    public async Task A_bad_setting_stops_the_start_and_is_named(string setting, string? value, string named)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => new ServiceBuilder(azurite).With(setting, value).StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_never_sent_over_an_unprotected_connection()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => new ServiceBuilder(azurite)
            .With("Mail:Transport", "Smtp").With("Mail:Smtp:Host", "localhost").With("Mail:Smtp:Security", "None")
            .With("Mail:Smtp:UserName", "user").With("Mail:Smtp:Password", "secret").StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Mail:Smtp:Security", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }
}
