namespace PolicyNotify.Notices.Events;

/// <summary>What became of a batch of events.</summary>
/// <param name="New">Those that said something new.</param>
/// <param name="Repeated">Those seen before.</param>
/// <param name="Unknown">Those about copies that this installation never made.</param>
internal sealed record RecordedEvents(int New, int Repeated, int Unknown)
{
    public static RecordedEvents None { get; } = new(0, 0, 0);

    public int Known => New + Repeated;

    public RecordedEvents Plus(RecordedEvents other) => new(New + other.New, Repeated + other.Repeated, Unknown + other.Unknown);
}
