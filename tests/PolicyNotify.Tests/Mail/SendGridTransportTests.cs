using System.Text;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Mail;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Mail;

public sealed class SendGridTransportTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_one_request_with_its_own_reply_address_and_nothing_that_watches_the_reader()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        await using var service = await ServiceAsync(sendGrid);

        var outcome = await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);

        Assert.Equal(MailOutcome.Accepted("stand-in-1"), outcome);
        var request = Assert.Single(sendGrid.Accepted);
        Assert.Equal("ann@example.net", request.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString());
        Assert.Equal("privacy-2.0_00112233445566778899aabb", request.GetProperty("personalizations")[0].GetProperty("custom_args").GetProperty("delivery").GetString());
        Assert.Equal("replies+token@example.com", request.GetProperty("reply_to").GetProperty("email").GetString());
        Assert.Equal("<0123456789abcdef0123.privacy-2.0@example.com>", request.GetProperty("headers").GetProperty("Message-ID").GetString());
        Assert.Equal("auto-generated", request.GetProperty("headers").GetProperty("Auto-Submitted").GetString());
        Assert.Equal(Mails.One.Text, request.GetProperty("content")[0].GetProperty("value").GetString());
        Assert.Equal(Mails.One.Html, request.GetProperty("content")[1].GetProperty("value").GetString());
        Assert.Equal(Mails.One.Attachments[0].Content.ToArray(), request.GetProperty("attachments")[0].GetProperty("content").GetBytesFromBase64());
        var tracking = request.GetProperty("tracking_settings");
        Assert.False(tracking.GetProperty("click_tracking").GetProperty("enable").GetBoolean());
        Assert.False(tracking.GetProperty("open_tracking").GetProperty("enable").GetBoolean());
    }

    [Theory]
    [InlineData("true", """{"bypass_unsubscribe_management":{"enable":true}}""")]
    [InlineData("false", null)]
    public async Task Only_unsubscribes_are_bypassed_and_only_when_the_operator_has_not_forbidden_it(string setting, string? expected)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        await using var service = await ServiceAsync(sendGrid, ("Mail:SendGrid:BypassUnsubscribes", setting));

        await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);

        Assert.Equal(expected, Assert.Single(sendGrid.Accepted).TryGetProperty("mail_settings", out var settings) ? settings.GetRawText() : null);
    }

    [Theory]
    [InlineData(500, null, nameof(MailStatus.TryLater))]
    [InlineData(503, null, nameof(MailStatus.TryLater))]
    [InlineData(400, "personalizations.0.to.0.email", nameof(MailStatus.Refused))]
    [InlineData(400, "content", nameof(MailStatus.Stopped))]
    [InlineData(400, null, nameof(MailStatus.Stopped))]
    [InlineData(401, null, nameof(MailStatus.Stopped))]
    [InlineData(403, "from", nameof(MailStatus.Stopped))]
    [InlineData(404, null, nameof(MailStatus.Stopped))]
    [InlineData(413, null, nameof(MailStatus.Stopped))]
    public async Task An_answer_decides_what_is_done_next_and_only_a_fault_of_the_address_counts_against_the_recipient(int status, string? field, string expected)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        sendGrid.Trouble = async context =>
        {
            await SendGridStandIn.ErrorAsync(context, status, "No good: ann@example.net", field);
            return true;
        };
        await using var service = await ServiceAsync(sendGrid);

        var outcome = await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);

        Assert.Equal(expected, outcome.Status.ToString());
        Assert.Contains("No good: (address)", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_json_is_understood_by_its_status()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        sendGrid.Trouble = async context =>
        {
            context.Response.StatusCode = 502;
            await context.Response.WriteAsync("<html>Bad Gateway</html>", Cancellation);
            return true;
        };
        await using var service = await ServiceAsync(sendGrid);

        Assert.Equal(MailStatus.TryLater, (await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation)).Status);
    }

    [Theory]
    [InlineData("Retry-After", "120", 120)]
    [InlineData("Retry-After", "Mon, 02 Mar 2026 09:02:00 GMT", 120)]
    [InlineData("Retry-After", "Mon, 02 Mar 2026 08:59:59 GMT", null)]
    [InlineData("X-RateLimit-Reset", "1772442090", 90)]
    [InlineData("X-Other", "1", null)]
    public async Task A_busy_sendgrid_says_how_long_to_stay_away(string header, string value, int? seconds)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        sendGrid.Trouble = async context =>
        {
            context.Response.Headers[header] = value;
            await SendGridStandIn.ErrorAsync(context, 429, "too many requests", null);
            return true;
        };
        await using var service = await ServiceAsync(sendGrid);
        service.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

        var outcome = await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);

        Assert.Equal(MailStatus.TryLater, outcome.Status);
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, outcome.RetryAfter);
    }

    [Fact]
    public async Task A_sendgrid_that_never_answers_leaves_the_outcome_unknown()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        var asked = new TaskCompletionSource();
        sendGrid.Trouble = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        await using var service = await ServiceAsync(sendGrid);

        var sending = service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);
        await asked.Task.WaitAsync(Cancellation);
        service.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(MailStatus.Unknown, (await sending).Status);
    }

    [Fact]
    public async Task A_sendgrid_that_takes_the_message_and_drops_the_connection_leaves_the_outcome_unknown()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        sendGrid.Trouble = async context =>
        {
            await new StreamReader(context.Request.Body, Encoding.UTF8).ReadToEndAsync(Cancellation);
            context.Abort();
            return true;
        };
        await using var service = await ServiceAsync(sendGrid);

        Assert.Equal(MailStatus.Unknown, (await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation)).Status);
    }

    [Fact]
    public async Task A_sendgrid_that_cannot_be_reached_puts_the_message_off()
    {
        await using var service = await ServiceAsync(new Uri($"http://127.0.0.1:{SmtpSink.FreePort()}"));

        Assert.Equal(MailStatus.TryLater, (await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation)).Status);
    }

    [Fact]
    public async Task A_wrong_key_stops_the_run()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(Cancellation);
        await using var service = await ServiceAsync(sendGrid, ("Mail:SendGrid:ApiKey", "SG.wrong"));

        Assert.Equal(MailStatus.Stopped, (await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation)).Status);
    }

    private Task<TestService> ServiceAsync(SendGridStandIn sendGrid, params (string Name, string Value)[] settings) => ServiceAsync(sendGrid.Address, settings);

    private Task<TestService> ServiceAsync(Uri address, params (string Name, string Value)[] settings)
    {
        var builder = new ServiceBuilder(azurite)
            .With("Mail:Transport", "SendGrid").With("Mail:SendGrid:ApiKey", SendGridStandIn.ApiKey).With("Mail:SendGrid:Host", address.ToString());
        return settings.Aggregate(builder, (one, setting) => one.With(setting.Name, setting.Value)).StartAsync(Cancellation);
    }
}
