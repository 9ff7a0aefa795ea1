using System.Text.Json;
using PolicyNotify.Json;
using Spectre.Console;

namespace PolicyNotify.Cli.Terminal;

/// <summary>Where a command's answer goes: words and tables for people, one JSON document for programs.</summary>
internal sealed class Answer(CliHost host, bool json)
{
    /// <summary>Escapes are used in a terminal only, so that redirected output is plain.</summary>
    public IAnsiConsole Console { get; } = Consoles.Create(host.Output, host.OutputIsTerminal, host.ColourOutput);

    public bool IsTerminal => host.OutputIsTerminal;

    /// <summary>Writes the value as JSON when asked for, else lets the words be written.</summary>
    public void Give<T>(T value, Action<Answer> words)
    {
        if (json)
            host.Output.WriteLine(JsonSerializer.Serialize(value, PolicyNotifyJson.Indented));
        else
            words(this);
    }

    /// <summary>Writes text exactly as it is.</summary>
    public void Raw(string text) => host.Output.Write(text);

    /// <summary>Writes one line without wrapping it.</summary>
    public void Line(string text = "") => host.Output.WriteLine(text);

    public void Heading(string text)
    {
        if (IsTerminal)
            Console.MarkupLineInterpolated($"[bold]{text}[/]");
        else
            Line(text);
    }

    /// <summary>Writes names and values below each other; values that are null are left out.</summary>
    public void Fields(params (string Name, string? Value)[] fields)
    {
        var shown = fields.Where(field => field.Value is not null).ToList();
        var width = shown.Count == 0 ? 0 : shown.Max(field => field.Name.Length) + 2;
        foreach (var (name, value) in shown)
            Line($"{name.PadRight(width)}{value}");
    }

    public void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (!IsTerminal)
        {
            foreach (var line in PlainTable.Lines(columns, rows))
                Line(line);
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        Console.Write(table);
    }
}
