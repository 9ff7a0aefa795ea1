using System.Text.Json;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Json;

namespace PolicyNotify.Cli.Service;

/// <summary>What the service says about a refusal (problem details, RFC 9457, with diagnostics).</summary>
internal sealed record Problem(string? Title, string? Detail, IReadOnlyList<Diagnostic>? Diagnostics)
{
    public static async Task<Problem?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
            return null;
        try
        {
            return JsonSerializer.Deserialize<Problem>(await response.Content.ReadAsStringAsync(cancellationToken), PolicyNotifyJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
