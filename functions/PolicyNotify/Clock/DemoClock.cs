using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;

namespace PolicyNotify.Clock;

/// <summary>Moves the clock of a demonstration. Everywhere else there is nothing to move.</summary>
public sealed class DemoClock
{
    private readonly TimeProvider clock;
    private readonly AuditLog audit;

    internal DemoClock(TimeProvider clock, AuditLog audit)
    {
        this.clock = clock;
        this.audit = audit;
    }

    /// <summary>Whether this installation's clock can be moved: setting <c>Demo:Clock</c>.</summary>
    public bool IsMovable => clock is MovableTimeProvider;

    /// <summary>Moves the clock forward and returns what it shows then, in UTC.</summary>
    /// <exception cref="UnknownResourceException">The clock cannot be moved here.</exception>
    /// <exception cref="RejectedInputException">The move cannot be read.</exception>
    /// <exception cref="ConflictingStateException">The moment is past.</exception>
    public async Task<DateTimeOffset> MoveAsync(ClockMove move, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(move);
        ArgumentNullException.ThrowIfNull(actor);
        var movable = clock as MovableTimeProvider
            ?? throw new UnknownResourceException("The clock of this installation is the real one and cannot be moved.");
        var before = movable.GetUtcNow();
        var target = move.Target(before);
        movable.MoveTo(target);
        var details = new Dictionary<string, string> { ["from"] = Text(before), ["to"] = Text(target) };
        await audit.AppendAsync(new AuditEvent($"clock.moved/{Text(target)}", "clock.moved", "clock", actor, details), cancellationToken);
        return movable.GetUtcNow();
    }

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
