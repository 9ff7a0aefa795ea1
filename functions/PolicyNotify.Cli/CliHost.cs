namespace PolicyNotify.Cli;

/// <summary>What the commands see of the world, so that tests can run them beside each other with worlds of their own.</summary>
internal sealed record CliHost(
    TextWriter Output,
    TextWriter Error,
    bool OutputIsTerminal,
    bool ErrorIsTerminal,
    Func<string, string?> Variable,
    string WorkingDirectory,
    TimeProvider Time)
{
    /// <summary>Colour is for terminals, unless the person asked for none (no-color.org).</summary>
    public bool ColourOutput => OutputIsTerminal && string.IsNullOrEmpty(Variable("NO_COLOR"));

    public bool ColourError => ErrorIsTerminal && string.IsNullOrEmpty(Variable("NO_COLOR"));

    public static CliHost OfProcess() => new(
        Console.Out,
        Console.Error,
        !Console.IsOutputRedirected,
        !Console.IsErrorRedirected,
        Environment.GetEnvironmentVariable,
        Environment.CurrentDirectory,
        TimeProvider.System);
}
