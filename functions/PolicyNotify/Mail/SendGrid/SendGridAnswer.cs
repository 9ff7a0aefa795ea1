using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PolicyNotify.Mail.SendGrid;

/// <summary>Reads what SendGrid said when it did not accept a message.</summary>
internal static class SendGridAnswer
{
    public static async Task<MailOutcome> ReadAsync(
        HttpStatusCode status, HttpResponseHeaders headers, HttpContent? body, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = body is null ? [] : Errors(await body.ReadAsStringAsync(cancellationToken));
        var code = (int)status;
        var detail = MailText.Redacted($"{code} {string.Join("; ", errors.Select(error => error.Field is null ? error.Message : $"{error.Field}: {error.Message}"))}");
        return code switch
        {
            429 => MailOutcome.TryLater(detail) with { RetryAfter = RetryAfter(headers, clock) },
            >= 500 or 408 => MailOutcome.TryLater(detail) with { RetryAfter = RetryAfter(headers, clock) },

            // Only a complaint about the recipient's address is a fact about the recipient. Anything else would be said of everybody.
            400 when errors.Count > 0 && errors.All(error => IsAboutRecipient(error.Field)) => MailOutcome.Refused(detail),
            _ => MailOutcome.Stopped(detail),
        };
    }

    private static bool IsAboutRecipient(string? field) =>
        field is not null && field.StartsWith("personalizations", StringComparison.Ordinal) && field.Contains("to", StringComparison.Ordinal);

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, TimeProvider clock)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => headers.TryGetValues("X-RateLimit-Reset", out var values)
                && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds < 253402300799
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds) - clock.GetUtcNow()
                    : (TimeSpan?)null,
        };
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static List<SendGridError> Errors(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<SendGridErrors>(body, JsonSerializerOptions.Web)?.Errors ?? [];
        }
        catch (JsonException)
        {
            // A proxy's page, perhaps; the status says enough.
            return [];
        }
    }

    private sealed record SendGridErrors(List<SendGridError>? Errors);

    private sealed record SendGridError(string? Message, string? Field);
}
