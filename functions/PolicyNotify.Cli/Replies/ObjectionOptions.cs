using System.CommandLine;

namespace PolicyNotify.Cli.Replies;

/// <summary>Which objections a command is about.</summary>
internal sealed class ObjectionOptions
{
    public Option<string?> Notice { get; } = new("--notice") { Description = "Only those to one version, such as privacy-2.0.", HelpName = "notice" };

    public Option<string?> Document { get; } = new("--document") { Description = "Only those to the versions of one document, such as privacy.", HelpName = "name" };

    public string Query(Invocation invocation)
    {
        var parts = new[] { ("notice", invocation.Value(Notice)), ("document", invocation.Value(Document)) }
            .Where(part => part.Item2 is not null)
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
        return string.Join('&', parts) is { Length: > 0 } query ? $"?{query}" : "";
    }
}
