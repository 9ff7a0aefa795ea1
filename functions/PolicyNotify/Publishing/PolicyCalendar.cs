namespace PolicyNotify.Publishing;

/// <summary>
/// Counts deadlines in whole days of a policy's time zone. The day of an event does not count, the last day counts to its end
/// (the rule of Regulation (EEC, Euratom) No 1182/71, article 3), so every period is in the person's favour.
/// </summary>
public sealed class PolicyCalendar
{
    private readonly TimeZoneInfo zone;

    /// <summary>A calendar of one time zone.</summary>
    /// <param name="timeZone">An IANA name.</param>
    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public PolicyCalendar(string timeZone) => zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    /// <summary>The day in the policy's time zone on which a moment falls.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>The first moment of a day, in UTC. Where the clock skips midnight, the first moment that exists.</summary>
    public DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>A time of a day, in UTC. Where the clock skips it, the first moment after it that exists.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        // Where a time comes twice, the first one counts: the larger offset from UTC.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        var moment = new DateTimeOffset(local, offset).ToUniversalTime();

        // A zone that moves across the date line leaves out a whole day (Samoa, 30 December 2011).
        while (DayOf(moment) < day)
        {
            moment = moment.AddMinutes(15);
        }

        return moment;
    }

    /// <summary>The first day that begins after the given number of full days have passed since the moment.</summary>
    public DateOnly DayAfterFullDays(DateTimeOffset moment, int days) => DayOf(moment).AddDays(days + 1);

    /// <summary>The moment at which a period of days ends, exclusive: the first moment after its last day.</summary>
    public DateTimeOffset EndOfPeriod(DateOnly day, int days) => StartOf(day.AddDays(days + 1));
}
