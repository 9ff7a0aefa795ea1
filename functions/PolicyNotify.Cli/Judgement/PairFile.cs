using System.Text.Json;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Json;

namespace PolicyNotify.Cli.Judgement;

/// <summary>Reads pairs of texts, one JSON object a line, and judges them.</summary>
internal static class PairFile
{
    /// <summary>Reads one line; the problem says in plain words what is wrong with it.</summary>
    public static (PolicyPair? Pair, string? Problem) Read(string line, int number)
    {
        PolicyPair? pair;
        try
        {
            pair = JsonSerializer.Deserialize<PolicyPair>(line, PolicyNotifyJson.Compact);
        }
        catch (JsonException problem)
        {
            return (null, Told(problem, number));
        }

        if (pair?.Id is null)
            return (pair, $"Line {number} has no id.");
        return pair.Old is null ? (pair, $"Line {number} has no field old.")
            : pair.New is null ? (pair, $"Line {number} has no field new.")
            : (pair, null);
    }

    // The serialiser names types of the program, which mean nothing to whoever wrote the file.
    private static string Told(JsonException problem, int number)
    {
        if (problem.Path is { Length: > 2 } path && problem.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
        {
            var field = path[2..];
            return field.StartsWith("categories", StringComparison.Ordinal)
                ? $"Line {number}, field categories: give a list of texts, such as [\"sharing\"]."
                : $"Line {number}, field {field}: give a text in quotes.";
        }

        return problem.Path is "$" && problem.BytePositionInLine <= 1
            ? $"Line {number} is not a JSON object; give {{\"id\": …, \"old\": …, \"new\": …}}."
            : $"Line {number} is not JSON: it breaks off or goes wrong at character {problem.BytePositionInLine + 1}. Each pair stands on one line, with id, old and new.";
    }

    /// <summary>Judges one pair; the problem says why a text cannot be read.</summary>
    public static (ChangeClassification? Judgement, string? Problem) Judge(ChangeClassifier classifier, PolicyPair pair)
    {
        var old = PolicyDocument.Parse("old", pair.Old!);
        var @new = PolicyDocument.Parse("new", pair.New!);
        if (!old.IsUsable || !@new.IsUsable)
        {
            return (null, string.Join(" ", old.Diagnostics.Concat(@new.Diagnostics)
                .Where(found => found.Severity is Changes.Diagnostics.DiagnosticSeverity.Error)
                .Select(found => $"{found.File}{(found.Line is { } line ? $", line {line}" : "")}: {found.Message}")));
        }

        return (classifier.Classify(PolicyComparison.Compare(old.Document, @new.Document)), null);
    }
}
