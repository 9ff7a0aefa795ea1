namespace PolicyNotify.Clock;

/// <summary>What is only for trying the service out. Section <c>Demo</c>.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Whether the clock can be moved forward; false by default, and refused outside local runs without real mail.</summary>
    public bool Clock { get; set; }

    /// <summary>Where the clock's lead is kept across restarts; relative to the content root.</summary>
    public string ClockFile { get; set; } = ".local/demo-clock.json";
}
