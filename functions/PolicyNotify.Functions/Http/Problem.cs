using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Functions.Http;

/// <summary>What a failed call answers: problem details as in RFC 9457.</summary>
/// <param name="Type">Identifies the kind of problem for programs, such as <c>urn:policynotify:problem:rejected-input</c>.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened this time and what to do.</param>
/// <param name="Instance">The path that was called.</param>
/// <param name="Diagnostics">Everything that is wrong with the input; null when the input is not at fault.</param>
/// <param name="TraceId">What to quote when asking for help; null when the caller can mend it.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    IReadOnlyList<Diagnostic>? Diagnostics = null,
    string? TraceId = null);
