using System.Text;
using Microsoft.Extensions.Options;
using PolicyNotify.Replies;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.HandingOn;

public sealed class WebhookOptionsTests(AzuriteFixture azurite)
{
    private const string Key = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Url", "http://accounts.example.com/hooks", "Webhooks:Endpoints:accounts:Url")]
    [InlineData("Url", "https://user:secret@accounts.example.com/hooks", "Webhooks:Endpoints:accounts:Url")]
    [InlineData("Url", "https://169.254.169.254/latest", "Webhooks:Endpoints:accounts:Url")]
    [InlineData("Url", "https://[fd00:ec2::254]/latest", "never called")]
    [InlineData("Url", "https://168.63.129.16/", "never called")]
    [InlineData("Url", "https://10.1.2.3/hooks", "Webhooks:Endpoints:accounts:AllowPrivateAddress")]
    [InlineData("Url", "https://[::ffff:192.168.0.7]/hooks", "Webhooks:Endpoints:accounts:AllowPrivateAddress")]
    [InlineData("Url", "http://localhost:8080/hooks", "Webhooks:Endpoints:accounts:AllowPrivateAddress")]
    [InlineData("Url", "ftp://accounts.example.com/", "Webhooks:Endpoints:accounts:Url")]
    [InlineData("Url", null, "Webhooks:Endpoints:accounts:Url")]
    [InlineData("Secrets:0", "whsec_c2hvcnQ=", "Webhooks:Endpoints:accounts:Secrets:0")]
    [InlineData("Secrets:0", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "Webhooks:Endpoints:accounts:Secrets:0")]
    [InlineData("Secrets:0", null, "Webhooks:Endpoints:accounts:Secrets:0")]
    [InlineData("Types:0", "com.policynotify.objection.removed", "Webhooks:Endpoints:accounts:Types")]
    public async Task A_bad_setting_stops_the_start_and_is_named_without_its_secret(string setting, string? value, string named)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => new ServiceBuilder(azurite)
            .With("Webhooks:Endpoints:accounts:Url", "https://accounts.example.com/hooks")
            .With("Webhooks:Endpoints:accounts:Secrets:0", Key)
            .With($"Webhooks:Endpoints:accounts:{setting}", value)
            .StartAsync(Cancellation));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("user:secret", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MDEy", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_name_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => new ServiceBuilder(azurite)
            .With("Webhooks:Endpoints:my accounts/1:Url", "https://accounts.example.com/hooks")
            .With("Webhooks:Endpoints:my accounts/1:Secrets:0", Key)
            .StartAsync(Cancellation));

        Assert.Contains("Name the endpoint", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_signature_is_the_one_of_the_specification()
    {
        // The example of the Standard Webhooks reference libraries.
        var signature = WebhookSignature.Of(
            ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1614265330),
            Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void The_waits_grow_are_spread_and_end()
    {
        var waits = Enumerable.Range(1, RetrySchedule.MostAttempts).Select(attempt => RetrySchedule.After("msg_1", attempt, null)).ToList();

        Assert.Null(waits[^1]);
        Assert.Equal(12, waits.Count(wait => wait is not null));
        Assert.InRange(waits[0]!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.25));
        Assert.InRange(waits[11]!.Value, TimeSpan.FromHours(24), TimeSpan.FromHours(30));
        Assert.NotEqual(RetrySchedule.After("msg_1", 5, null), RetrySchedule.After("msg_2", 5, null));
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.After("msg_1", 1, TimeSpan.FromDays(365)));
        Assert.Equal(waits[3], RetrySchedule.After("msg_1", 4, TimeSpan.FromSeconds(1)));
        Assert.Null(RetrySchedule.After("msg_1", RetrySchedule.MostAttempts, TimeSpan.FromSeconds(1)));
    }
}
