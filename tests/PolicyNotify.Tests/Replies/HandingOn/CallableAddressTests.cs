using System.Net;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.HandingOn;

public sealed class CallableAddressTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2002:808:808::1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("168.63.129.15")]
    public void A_public_address_may_be_called(string address) => Assert.True(CallableAddress.IsAllowed(IPAddress.Parse(address), allowPrivate: false));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("127.0.0.1")]
    [InlineData("172.16.0.0")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("203.0.113.7")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fdff:ffff::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::10.1.2.3")]
    [InlineData("64:ff9b::10.1.2.3")]
    [InlineData("64:ff9b:1::10.1.2.3")]
    [InlineData("2002:a00:1::1")]
    public void A_private_address_may_be_called_only_where_the_setting_says_so(string address)
    {
        Assert.False(CallableAddress.IsAllowed(IPAddress.Parse(address), allowPrivate: false));
        Assert.True(CallableAddress.IsAllowed(IPAddress.Parse(address), allowPrivate: true));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b::168.63.129.16")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("febf::1")]
    [InlineData("fec0::1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    [InlineData("::")]
    public void Credentials_of_clouds_single_links_and_meaningless_addresses_are_never_called(string address) =>
        Assert.False(CallableAddress.IsAllowed(IPAddress.Parse(address), allowPrivate: true));

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://localhost/")]
    public async Task No_connection_is_opened_whatever_name_led_there(string url)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = (context, stop) => WebhookConnections.OpenAsync(context, allowPrivate: false, stop), UseProxy = false };
        using var client = new HttpClient(handler);

        var failure = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri(url), Cancellation));

        Assert.Contains("no address that may be called", failure.Message + failure.InnerException?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_inside_only_when_it_is_called_is_refused_and_the_setting_is_named()
    {
        await using var journey = await WebhookJourney.StartAsync(
            azurite,
            (builder, receiver) => builder
                .With("Webhooks:Endpoints:accounts:AllowPrivateAddress", "false")

                // Not known as the loopback interface by its name, and found to be it when it is looked up.
                .With("Webhooks:Endpoints:accounts:Url", $"https://{Dns.GetHostName()}:{receiver.Url.Port}/hooks"),
            Cancellation);
        await journey.ObjectAsync(journey.Person(1), Cancellation);

        await journey.DeliverAsync(Cancellation);

        Assert.Empty(journey.Receiver.Events);
        Assert.Contains("Webhooks:Endpoints:accounts:AllowPrivateAddress", (await journey.StateAsync(Cancellation)).Outcome, StringComparison.Ordinal);
    }
}
