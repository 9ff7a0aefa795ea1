using System.Text.Json;
using PolicyNotify.Problems;

namespace PolicyNotify.Clock;

/// <summary>
/// A clock ahead of the real one by a lead that only grows and is kept in a file. Only the time of day is moved: delays and
/// timers run as long as they would otherwise, so whoever waits for a moment looks at the clock now and then.
/// </summary>
internal sealed class MovableTimeProvider : TimeProvider
{
    private readonly TimeProvider real;
    private readonly string path;
    private readonly Lock gate = new();
    private long leadTicks;

    public MovableTimeProvider(TimeProvider real, string path)
    {
        (this.real, this.path) = (real, path);
        leadTicks = Read(path).Ticks;
    }

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref leadTicks));

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves the clock forward to a moment; refuses to move it back.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        lock (gate)
        {
            var now = GetUtcNow();
            if (moment < now)
            {
                throw new ConflictingStateException(
                    $"It is {now:u} by the demo clock, and it moves forward only: what was recorded at a time cannot be made to happen before it.");
            }

            var lead = moment - real.GetUtcNow();
            Write(lead);
            Interlocked.Exchange(ref leadTicks, lead.Ticks);
        }
    }

    private static TimeSpan Read(string path)
    {
        if (!File.Exists(path))
        {
            return TimeSpan.Zero;
        }

        try
        {
            return JsonSerializer.Deserialize<Saved>(File.ReadAllText(path))!.Lead;
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"The demo clock's file {path} cannot be read. Delete the folder it is in to start the demo again from nothing.", exception);
        }
    }

    private void Write(TimeSpan lead)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(new Saved(lead)));
        File.Move(draft, path, overwrite: true);
    }

    private sealed record Saved(TimeSpan Lead);
}
