using System.Globalization;
using PolicyNotify.Mail;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Mail;

public sealed class SmtpTransportTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_arrive_whole_over_connections_that_are_kept_open()
    {
        await using var sink = await SmtpSink.StartAsync("", Cancellation);
        await using var service = await ServiceAsync(sink.Port);
        var transport = service.Get<IMailTransport>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => transport.SendAsync(
            Mails.One with { MessageId = string.Create(CultureInfo.InvariantCulture, $"{number}@example.com") }, Cancellation)));

        Assert.All(outcomes, outcome => Assert.Equal(MailStatus.Accepted, outcome.Status));
        var messages = sink.Messages;
        Assert.Equal(60, messages.Count);
        Assert.All(messages, message => Assert.Contains("Message-Id: <", message, StringComparison.OrdinalIgnoreCase));
        Assert.All(messages, message => Assert.Contains("\n.a line that begins with a dot", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-r rcpt", nameof(MailStatus.TryLater))]
    [InlineData("-r mail", nameof(MailStatus.TryLater))]
    [InlineData("-r .", nameof(MailStatus.TryLater))]
    [InlineData("-f rcpt -B \"550 5.1.1 No such user here\"", nameof(MailStatus.Refused))]
    [InlineData("-f rcpt -B \"550 No such user here\"", nameof(MailStatus.Refused))]
    [InlineData("-f rcpt -B \"550 5.2.1 Mailbox disabled\"", nameof(MailStatus.Refused))]
    [InlineData("-f rcpt -B \"554 5.7.1 Relay access denied\"", nameof(MailStatus.MessageRefused))]
    [InlineData("-f rcpt -B \"553 5.1.8 Sender address does not exist\"", nameof(MailStatus.MessageRefused))]
    [InlineData("-f rcpt -B \"552 5.2.2 Mailbox full\"", nameof(MailStatus.MessageRefused))]
    [InlineData("-f . -B \"550 5.7.1 Content refused\"", nameof(MailStatus.MessageRefused))]
    [InlineData("-f . -B \"552 5.3.4 Message too large\"", nameof(MailStatus.MessageRefused))]
    [InlineData("-f . -B \"550 5.1.1 No such user here\"", nameof(MailStatus.MessageRefused))]
    [InlineData("-f mail", nameof(MailStatus.Stopped))]
    [InlineData("-q rcpt", nameof(MailStatus.TryLater))]
    [InlineData("-q mail", nameof(MailStatus.TryLater))]
    [InlineData("-Q mail", nameof(MailStatus.TryLater))]
    [InlineData("-q .", nameof(MailStatus.Unknown))]
    public async Task A_servers_answer_decides_what_is_done_next(string behaviour, string expected)
    {
        await using var sink = await SmtpSink.StartAsync(behaviour, Cancellation);
        await using var service = await ServiceAsync(sink.Port);

        var outcome = await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);

        Assert.Equal(expected, outcome.Status.ToString());
        Assert.DoesNotContain("ann@example.net", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_with_one_message_does_not_spoil_the_next()
    {
        await using var sink = await SmtpSink.StartAsync("", Cancellation);
        await using var service = await ServiceAsync(sink.Port, ("Mail:Smtp:Connections", "1"));
        var transport = service.Get<IMailTransport>();
        await transport.SendAsync(Mails.One, Cancellation);
        await Assert.ThrowsAsync<UnwritableMailException>(() => transport.SendAsync(Mails.To("no address"), Cancellation));

        Assert.Equal(MailStatus.Accepted, (await transport.SendAsync(Mails.One, Cancellation)).Status);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_meanwhile_is_replaced_without_anybody_noticing()
    {
        var sink = await SmtpSink.StartAsync("", Cancellation);
        await using var service = await ServiceAsync(sink.Port, ("Mail:Smtp:Connections", "1"));
        var transport = service.Get<IMailTransport>();
        await transport.SendAsync(Mails.One, Cancellation);
        var port = sink.Port;
        await sink.DisposeAsync();
        await using var again = await SmtpSink.StartAsync("", port, Cancellation);

        Assert.Equal(MailStatus.Accepted, (await transport.SendAsync(Mails.One, Cancellation)).Status);
        Assert.Single(again.Messages);
    }

    [Fact]
    public async Task A_server_that_is_not_there_puts_the_message_off()
    {
        await using var service = await ServiceAsync(SmtpSink.FreePort());

        Assert.Equal(MailStatus.TryLater, (await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation)).Status);
    }

    [Fact]
    public async Task A_server_without_the_protection_that_is_asked_for_gets_nothing()
    {
        await using var sink = await SmtpSink.StartAsync("", Cancellation);
        await using var service = await ServiceAsync(sink.Port, ("Mail:Smtp:Security", "StartTls"));

        var outcome = await service.Get<IMailTransport>().SendAsync(Mails.One, Cancellation);

        Assert.Equal(MailStatus.Stopped, outcome.Status);
        Assert.Contains("Mail:Smtp:Security", outcome.Detail, StringComparison.Ordinal);
        Assert.Empty(sink.Messages);
    }

    private Task<TestService> ServiceAsync(int port, params (string Name, string Value)[] settings)
    {
        var builder = new ServiceBuilder(azurite)
            .With("Mail:Transport", "Smtp").With("Mail:Smtp:Host", "127.0.0.1").With("Mail:Smtp:Security", "None")
            .With("Mail:Smtp:Port", port.ToString(CultureInfo.InvariantCulture));
        return settings.Aggregate(builder, (one, setting) => one.With(setting.Name, setting.Value)).StartAsync(Cancellation);
    }
}
