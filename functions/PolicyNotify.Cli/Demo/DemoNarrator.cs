using System.Text.Json;
using PolicyNotify.Json;
using Spectre.Console;

namespace PolicyNotify.Cli.Demo;

/// <summary>Tells the journey as it happens: in words, or as one JSON line a step.</summary>
internal sealed class DemoNarrator(Invocation invocation)
{
    private StepLine? step;
    private int steps;

    public int Steps => steps;

    public int Claims { get; private set; }

    public void Step(string title)
    {
        Finish();
        step = new StepLine(++steps, title, [], [], []);
        if (!invocation.IsJson)
        {
            invocation.Answer.Line();
            invocation.Answer.Heading($"{steps}. {title}");
        }
    }

    public void Say(string text)
    {
        step?.Said.Add(text);
        Write("   ", text);
    }

    public void SayOnce(string text)
    {
        if (step?.Said.Contains(text) != true)
            Say(text);
    }

    /// <summary>Names a file or an address that the reader can open.</summary>
    public void Open(string what, string where)
    {
        var shown = Path.IsPathRooted(where) ? Shorten(where) : where;
        step?.Open.Add(new OpenLine(what, shown));
        Write("   → ", $"{what}: {shown}");
    }

    /// <summary>States what must be so, and ends the demo when it is not.</summary>
    public void Claim(string text, bool holds, string? found = null)
    {
        Claims++;
        step?.Claims.Add(new ClaimLine(text, holds, holds ? null : found));
        if (!invocation.IsJson)
            Mark(holds ? "✓" : "✗", holds ? "green" : "red", text);
        if (!holds)
            throw new CommandFailedException(ExitCode.No, $"The demo's claim does not hold: {text}{(found is null ? "" : $" Found: {found}")}");
    }

    /// <summary>Ends the present step.</summary>
    public void Finish()
    {
        if (invocation.IsJson && step is not null)
            invocation.Answer.Line(JsonSerializer.Serialize(step, PolicyNotifyJson.Compact));
        step = null;
    }

    public void Close(string text, object json)
    {
        Finish();
        if (invocation.IsJson)
            invocation.Answer.Line(JsonSerializer.Serialize(json, PolicyNotifyJson.Compact));
        else
            invocation.Answer.Line($"\n{text}");
    }

    public string Shorten(string path)
    {
        var relative = Path.GetRelativePath(invocation.Host.WorkingDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private void Write(string lead, string text)
    {
        if (!invocation.IsJson)
            invocation.Answer.Line(lead + text);
    }

    private void Mark(string sign, string colour, string text)
    {
        if (invocation.Answer.IsTerminal)
            invocation.Answer.Console.Write(new Markup($"   [{colour}]{sign}[/] "));
        else
            invocation.Answer.Raw($"   {sign} ");
        invocation.Answer.Line(text);
    }

    private sealed record StepLine(int Step, string Title, List<string> Said, List<OpenLine> Open, List<ClaimLine> Claims);

    private sealed record OpenLine(string What, string Where);

    private sealed record ClaimLine(string Claim, bool Holds, string? Found);
}
