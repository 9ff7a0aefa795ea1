using System.Text.RegularExpressions;
using System.Xml;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Problems;

namespace PolicyNotify.Clock;

/// <summary>How far to move the clock: exactly one of the two is given.</summary>
/// <param name="Advance">By how much, as an ISO 8601 duration in weeks, days, hours, minutes and seconds, such as <c>P31D</c> or <c>PT90M</c>.</param>
/// <param name="To">To which moment, such as <c>2026-04-01T00:00:00Z</c>.</param>
public sealed partial record ClockMove(string? Advance, DateTimeOffset? To)
{
    // Beyond this every deadline of every notice is long past.
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3660);

    internal DateTimeOffset Target(DateTimeOffset now)
    {
        var target = (Advance, To) switch
        {
            ({ } advance, null) => now + Duration(advance),
            (null, { } to) => to,
            _ => throw Rejected("advance", "Give either 'advance' or 'to'.", """Send {"advance":"P31D"} or {"to":"2026-04-01T00:00:00Z"}."""),
        };
        return target - now <= Farthest
            ? target
            : throw Rejected(Advance is null ? "to" : "advance", "The clock moves ten years at most at a time.", "Name a nearer moment.");
    }

    private static TimeSpan Duration(string text)
    {
        // Years and months are left out: they differ in length.
        if (Weeks().Match(text) is { Success: true } weeks)
        {
            return TimeSpan.FromDays(7 * int.Parse(weeks.Groups["weeks"].Value, System.Globalization.CultureInfo.InvariantCulture));
        }

        return DaysAndTime().IsMatch(text)
            ? XmlConvert.ToTimeSpan(text)
            : throw Rejected("advance", $"'{Shortened(text)}' is not a duration in weeks, days, hours, minutes and seconds.", "Write it as P31D, P2W or PT90M.");
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static RejectedInputException Rejected(string field, string message, string help) =>
        new(message, [new Diagnostic("clock-move", DiagnosticSeverity.Error, message, help, "request body", Field: field)]);

    [GeneratedRegex(@"^P(?<weeks>\d{1,3})W$")]
    private static partial Regex Weeks();

    [GeneratedRegex(@"^P(?=.)(\d{1,4}D)?(T(?=.)(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?)?$")]
    private static partial Regex DaysAndTime();
}
