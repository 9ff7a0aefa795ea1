using Microsoft.Extensions.Configuration;
using NCrontab;

namespace PolicyNotify.LocalRuntime.Timers;

/// <summary>A six-field NCRONTAB schedule in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule schedule;

    private TimerSchedule(CrontabSchedule schedule) => this.schedule = schedule;

    public static TimerSchedule Parse(string text, string function, IConfiguration configuration)
    {
        var expression = text;
        if (text.Length > 2 && text.StartsWith('%') && text.EndsWith('%'))
        {
            var setting = text[1..^1];
            expression = configuration[setting] is { Length: > 0 } value
                ? value
                : throw new LocalRuntimeException($"The schedule of function {function} is the setting {setting}, which is missing.");
        }

        return CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } schedule
            ? new TimerSchedule(schedule)
            : throw new LocalRuntimeException($"The schedule '{expression}' of function {function} is not a six-field NCRONTAB expression, such as '0 * * * * *'.");
    }

    public DateTimeOffset After(DateTimeOffset moment) => new(schedule.GetNextOccurrence(moment.UtcDateTime), TimeSpan.Zero);

    /// <summary>Whether it ever comes round faster than once a minute; such schedules are not remembered across runs.</summary>
    public bool IsUnderAMinute(DateTimeOffset moment)
    {
        var first = After(moment);
        return After(first) - first < TimeSpan.FromMinutes(1);
    }
}
