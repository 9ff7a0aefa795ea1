using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using PolicyNotify.Replies.Receiving.Imap;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.Imap;

public sealed class ImapOptionsTests(AzuriteFixture azurite, DovecotFixture dovecot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host", null, "Set Replies:Imap:0:Host")]
    [InlineData("Port", "70000", "Set Replies:Imap:0:Port")]
    [InlineData("UserName", null, "Set Replies:Imap:0:UserName")]
    [InlineData("Password", null, "Set either Replies:Imap:0:Password or")]
    [InlineData("Host", "imap.example.com", "Replies:Imap:0:Security is None")]
    [InlineData("Folder", "A//B", "Set Replies:Imap:0:Folder")]
    [InlineData("DoneFolder", "inbox", "three different folders")]
    [InlineData("Timeout", "00:00:00", "Set Replies:Imap:0:Timeout")]
    [InlineData("RunTime", "-00:01:00", "Set Replies:Imap:0:RunTime")]
    [InlineData("RunTime", "00:05:01", "Set Replies:Imap:0:RunTime")]
    [InlineData("OAuth2:ClientId", "client", "Set Replies:Imap:0:OAuth2:TokenEndpoint")]
    public async Task A_mailbox_that_could_not_be_read_stops_the_start_and_names_its_setting(string name, string? value, string expected)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => MailboxJourney.Mailbox(new ServiceBuilder(azurite), 0, "account", 143).With(MailboxJourney.Setting(0, name), value).StartAsync(Cancellation));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(DovecotFixture.Password, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_token_signs_in_is_kept_and_is_got_anew_when_it_runs_out()
    {
        using var tokens = new TokenStandIn(dovecot.TokenPort);
        var journey = await StartAsync();
        await using var service = journey.Service;
        tokens.Account = journey.Account;
        await journey.ObjectAsync(1, Cancellation);

        await journey.CollectAsync(Cancellation);
        await journey.CollectAsync(Cancellation);
        Assert.Single(await journey.Replies.ObjectionsAsync(Cancellation));
        Assert.Equal(["grant_type=client_credentials&client_id=client&client_secret=client-secret&scope=mail"], tokens.Asked);

        service.Clock.Advance(TimeSpan.FromHours(1));
        await journey.CollectAsync(Cancellation);
        Assert.Equal(2, tokens.Asked.Count);

        tokens.Refuses = true;
        service.Clock.Advance(TimeSpan.FromHours(1));
        var failure = await Assert.ThrowsAsync<MailboxException>(() => journey.CollectAsync(Cancellation));
        Assert.Contains("Replies:Imap:0:OAuth2:TokenEndpoint gave no token: 401 invalid_client", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("client-secret", failure.ToString(), StringComparison.Ordinal);
    }

    private Task<MailboxJourney> StartAsync() => MailboxJourney.StartAsync(
        azurite,
        dovecot,
        null,
        builder => builder
            .With(MailboxJourney.Setting(0, "Password"), null)
            .With(MailboxJourney.Setting(0, "OAuth2:TokenEndpoint"), $"http://127.0.0.1:{dovecot.TokenPort}/token")
            .With(MailboxJourney.Setting(0, "OAuth2:ClientId"), "client")
            .With(MailboxJourney.Setting(0, "OAuth2:ClientSecret"), "client-secret")
            .With(MailboxJourney.Setting(0, "OAuth2:Scope"), "mail"),
        Cancellation);

    /// <summary>Hands out tokens, and tells the mail server what they are worth.</summary>
    private sealed class TokenStandIn : IDisposable
    {
        private readonly HttpListener listener = new();

        public TokenStandIn(int port)
        {
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            listener.Start();
            _ = ServeAsync();
        }

        public List<string> Asked { get; } = [];

        public string Account { get; set; } = "";

        public bool Refuses { get; set; }

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    var answer = await AnswerAsync(context);
                    context.Response.ContentType = "application/json";
                    context.Response.ContentLength64 = answer.Length;
                    await context.Response.OutputStream.WriteAsync(answer);
                    context.Response.Close();
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task<byte[]> AnswerAsync(HttpListenerContext context)
        {
            if (context.Request.Url!.AbsolutePath != "/token")
            {
                var isKnown = context.Request.QueryString["access_token"] is { } token && token.StartsWith("token-", StringComparison.Ordinal);
                return Encoding.UTF8.GetBytes(isKnown ? $$"""{"email":"{{Account}}","active":"yes"}""" : """{"active":"no"}""");
            }

            if (Refuses)
            {
                context.Response.StatusCode = 401;
                return """{"error":"invalid_client"}"""u8.ToArray();
            }

            using var reader = new StreamReader(context.Request.InputStream);
            Asked.Add(await reader.ReadToEndAsync());
            return Encoding.UTF8.GetBytes($$"""{"access_token":"token-{{Asked.Count}}","token_type":"Bearer","expires_in":3599}""");
        }
    }
}
