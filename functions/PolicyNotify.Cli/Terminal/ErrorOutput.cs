using System.Globalization;
using System.Text.Json;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Json;
using Spectre.Console;

namespace PolicyNotify.Cli.Terminal;

/// <summary>Tells on the error stream why a command stopped, in words or as one JSON object.</summary>
internal sealed class ErrorOutput(CliHost host, bool json)
{
    private const string Request = "request";

    public ExitCode Write(ExitCode exitCode, string message, IReadOnlyList<Diagnostic> diagnostics)
    {
        if (json)
        {
            host.Error.WriteLine(JsonSerializer.Serialize(new { error = message, exitCode = (int)exitCode, diagnostics }, PolicyNotifyJson.Compact));
            return exitCode;
        }

        if (host.ColourError)
            Consoles.Create(host.Error, terminal: true, colour: true).Markup("[red]error:[/] ");
        else
            host.Error.Write("error: ");
        host.Error.WriteLine(Headline(message, diagnostics));
        foreach (var diagnostic in diagnostics)
            host.Error.WriteLine($"  {Describe(diagnostic)}");
        return exitCode;
    }

    /// <summary>One diagnostic as compilers write them, so that editors can jump to it: <c>file:line: field: message Help.</c></summary>
    public static string Describe(Diagnostic diagnostic)
    {
        var line = diagnostic.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        var severity = diagnostic.Severity is DiagnosticSeverity.Error ? "" : $"{(diagnostic.Severity is DiagnosticSeverity.Warning ? "warning" : "note")}: ";
        var field = diagnostic.Field is { } name ? $"{name}: " : "";

        // What the service calls a field of its request is an option of the command that sent it.
        var place = diagnostic.File == Request ? diagnostic.Field is null ? "" : "--" : $"{diagnostic.File}{line}: ";
        return $"{place}{severity}{field}{diagnostic.Message} {diagnostic.Help}".TrimEnd();
    }

    // Programs get the whole message; people read what is wrong once, in the lines below it.
    private static string Headline(string message, IReadOnlyList<Diagnostic> diagnostics)
    {
        var repeated = diagnostics.Select(diagnostic => message.IndexOf(diagnostic.Message, StringComparison.Ordinal)).Where(at => at >= 0).ToList();
        if (repeated.Count == 0)
            return message;
        return message[..repeated.Min()].TrimEnd() is { Length: > 0 } words ? words : "This cannot be used:";
    }
}
