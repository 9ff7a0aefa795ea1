using System.Net;
using Microsoft.Extensions.Options;
using SendGrid;

namespace PolicyNotify.Mail.SendGrid;

/// <summary>Hands messages to SendGrid, one request a recipient: Reply-To cannot differ within one.</summary>
internal sealed class SendGridTransport : IMailTransport
{
    /// <summary>The HTTP client's name.</summary>
    public const string HttpClientName = "sendgrid";

    private readonly SendGridOptions options;
    private readonly SendGridMessages messages;
    private readonly TimeProvider clock;
    private readonly SendGridClient client;

    public SendGridTransport(IOptions<MailOptions> options, SendGridMessages messages, IHttpClientFactory http, TimeProvider clock)
    {
        this.options = options.Value.SendGrid;
        this.messages = messages;
        this.clock = clock;
        client = new SendGridClient(
            http.CreateClient(HttpClientName),
            new SendGridClientOptions { ApiKey = this.options.ApiKey, Host = this.options.Host.ToString().TrimEnd('/') });
    }

    public string Name => "sendgrid";

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var message = messages.Build(mail);
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var response = await client.SendEmailAsync(message, either.Token);
            using var body = response.Body;
            return response.StatusCode is HttpStatusCode.Accepted
                ? MailOutcome.Accepted(response.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.FirstOrDefault() : null)
                : await SendGridAnswer.ReadAsync(response.StatusCode, response.Headers, body, clock, either.Token);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError
            is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError)
        {
            return MailOutcome.TryLater($"SendGrid could not be reached: {exception.HttpRequestError}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The request was on its way: SendGrid may have queued the message before the connection broke.
            return MailOutcome.Unknown($"The connection ended before SendGrid answered: {exception.GetType().Name}.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested || !cancellationToken.IsCancellationRequested)
        {
            return MailOutcome.Unknown($"SendGrid did not answer within {options.Timeout}.");
        }
    }
}
