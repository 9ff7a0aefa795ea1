namespace PolicyNotify.Changes.Diagnostics;

/// <summary>What is wrong with a text that somebody wrote, told as a value so that several can be reported at once.</summary>
/// <param name="Code">A stable identifier, such as <c>front-matter-effective</c>, for programs and for searching the documentation.</param>
/// <param name="Severity">Whether the text is refused or only remarked upon.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Help">What to do about it, in one sentence.</param>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">The line in that file, counted from 1; null when no single line is at fault.</param>
/// <param name="Field">The field or column at fault; null when there is none.</param>
public sealed record Diagnostic(
    string Code,
    DiagnosticSeverity Severity,
    string Message,
    string Help,
    string File,
    int? Line = null,
    string? Field = null);
