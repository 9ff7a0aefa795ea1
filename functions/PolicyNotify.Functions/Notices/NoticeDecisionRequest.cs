using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Problems;

namespace PolicyNotify.Functions.Notices;

/// <summary>The body of a decision about a notice.</summary>
/// <param name="By">Who decided; kept as evidence.</param>
/// <param name="Why">Why; kept as evidence.</param>
/// <param name="EffectiveOn">The new day, where the decision is about one.</param>
/// <param name="Content">Which edition of the mail was read, where the decision is about one; null for whichever is present.</param>
internal sealed record NoticeDecisionRequest(string? By, string? Why, DateOnly? EffectiveOn, string? Content)
{
    /// <exception cref="RejectedInputException">The body is not the JSON that is asked for.</exception>
    public static async Task<NoticeDecisionRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<NoticeDecisionRequest>(request.Body, PolicyNotifyJson.Compact, cancellationToken)
                ?? throw Refused("body", "The body is empty.");
        }
        catch (JsonException exception)
        {
            throw Refused(exception.Path?.TrimStart('$', '.') is { Length: > 0 } field ? field : "body", "The body is not the JSON that is asked for.");
        }
    }

    /// <exception cref="RejectedInputException">Who or why is missing.</exception>
    public Decision Decision(Actor actor) => PolicyNotify.Notices.Deciding.Decision.Read(By, Why, actor);

    public DateOnly RequireEffectiveOn() => EffectiveOn ?? throw Refused("effectiveOn", "The new effective date is missing.");

    /// <exception cref="UnknownResourceException">The text names no notice.</exception>
    public static NoticeId Notice(string text)
    {
        try
        {
            return NoticeId.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new UnknownResourceException(exception.Message);
        }
    }

    private static RejectedInputException Refused(string field, string message)
    {
        const string Help = """Send JSON such as {"by": "who", "why": "reason"}, and to postpone {"by": "who", "why": "reason", "effectiveOn": "2026-05-01"}.""";
        return new($"{message} {Help}", [new Diagnostic("decision-body", DiagnosticSeverity.Error, message, Help, "request", Field: field)]);
    }
}
