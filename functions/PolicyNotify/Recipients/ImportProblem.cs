using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Problems;

namespace PolicyNotify.Recipients;

/// <summary>The problems of an import file. None of them repeats an address.</summary>
internal static class ImportProblem
{
    /// <summary>How the file is called in problems; its own name does not travel with it.</summary>
    public const string File = "recipients.csv";

    public static Diagnostic OfLine(string code, int line, string? column, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, help, File, line, column);

    public static RejectedInputException OfFile(string code, string message, string help, int? line = null, string? column = null) =>
        new(message, [new(code, DiagnosticSeverity.Error, message, help, File, line, column)]);

    public static RejectedInputException TooLarge(long maximum)
    {
        var diagnostic = new Diagnostic(
            "import-too-large", DiagnosticSeverity.Error, $"The file is larger than {maximum} bytes.",
            "Split it and repeat the header row in each part; or raise Recipients:MaximumImportBytes.", File);
        return new(diagnostic.Message, [diagnostic]) { IsTooLarge = true };
    }
}
