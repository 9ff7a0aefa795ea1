using Microsoft.AspNetCore.Http;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Replies;

namespace PolicyNotify.Functions.Replies;

/// <summary>Which objections an address asks for.</summary>
internal static class ObjectionQuery
{
    /// <exception cref="RejectedInputException">A parameter names nothing that could be.</exception>
    public static ObjectionFilter Read(HttpRequest request)
    {
        var (notice, document) = (request.Query["notice"].ToString(), request.Query["document"].ToString());
        DocumentId? id = null;
        if (document.Length > 0 && !DocumentId.TryParse(document, out id))
            throw Refused("document", "Write a document's name, such as privacy, or leave it out.");
        try
        {
            return new(notice.Length > 0 ? NoticeId.Parse(notice) : null, id);
        }
        catch (FormatException)
        {
            throw Refused("notice", "Write the document and the version, such as privacy-2.0, or leave it out.");
        }
    }

    private static RejectedInputException Refused(string parameter, string help)
    {
        var message = $"The parameter {parameter} cannot be read.";
        return new($"{message} {help}", [new Diagnostic("objections-query", DiagnosticSeverity.Error, message, help, "query", Field: parameter)]);
    }
}
