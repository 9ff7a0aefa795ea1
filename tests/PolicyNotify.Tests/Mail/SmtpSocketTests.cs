using System.Net;
using System.Net.Sockets;
using PolicyNotify.Mail.Smtp;

namespace PolicyNotify.Tests.Mail;

public sealed class SmtpSocketTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_sends_the_end_of_a_message_without_waiting_for_acknowledgements()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        using var socket = await SmtpSocket.OpenAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, TimeSpan.FromSeconds(30), Cancellation);

        Assert.True(socket.NoDelay);
        Assert.True(socket.Connected);
    }

    [Fact]
    public async Task A_host_that_stops_is_no_trouble_of_the_server() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SmtpSocket.OpenAsync("127.0.0.1", 9, TimeSpan.FromSeconds(30), new CancellationToken(canceled: true)));
}
