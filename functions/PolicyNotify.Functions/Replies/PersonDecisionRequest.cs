using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Functions.Replies;

/// <summary>The body of a decision that needs who and why, as sent.</summary>
internal sealed record PersonDecisionRequest(string? By, string? Why, WithdrawalGround? Because)
{
    /// <exception cref="RejectedInputException">The body is not the JSON that is asked for.</exception>
    public static async Task<PersonDecisionRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<PersonDecisionRequest>(request.Body, PolicyNotifyJson.Compact, cancellationToken) ?? throw Refused("body", "The body is empty.");
        }
        catch (JsonException exception)
        {
            throw Refused(exception.Path?.TrimStart('$', '.') is { Length: > 0 } field ? field : "body", "The body is not the JSON that is asked for.");
        }
    }

    public PersonDecision Decision => PersonDecision.Read(By, Why);

    public WithdrawalGround Ground => Because ?? throw Refused("because", "The decision does not say whether the person took the objection back or it was recorded by mistake.");

    /// <exception cref="UnknownResourceException">The texts can be no notice and recipient.</exception>
    public static (NoticeId Notice, RecipientId Recipient) Objection(string notice, string recipient)
    {
        try
        {
            return (NoticeId.Parse(notice), RecipientId.Parse(recipient));
        }
        catch (FormatException exception)
        {
            throw new UnknownResourceException(exception.Message);
        }
    }

    private static RejectedInputException Refused(string field, string message)
    {
        const string Help = """Send JSON such as {"by": "Nora Daly", "why": "He wrote that he stays."}, and to withdraw an objection "because": "person" or "mistake" with it.""";
        return new($"{message} {Help}", [new Diagnostic("decision-body", DiagnosticSeverity.Error, message, Help, "request", Field: field)]);
    }
}
