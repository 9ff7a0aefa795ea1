using System.Globalization;

namespace PolicyNotify.Notices.Watching;

/// <summary>Foresees whether everybody will have been told by the last moment. Pure: the same outlook gives the same forecast.</summary>
internal static class NoticeForecaster
{
    // A start is late, and a rate says something, after this long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // So long a mail system may put everybody off at the start before that is a trouble of its own.
    private static readonly TimeSpan PatienceAtStart = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestLook = TimeSpan.FromDays(1);

    public static NoticeForecast Of(NoticeOutlook outlook)
    {
        if (outlook.State is NoticeState.Completed or NoticeState.Cancelled || outlook.Now >= outlook.Dates.EffectiveAt)
        {
            return NoticeForecast.Clear;
        }

        // An edition that is not approved holds the version, even when everybody has an earlier one.
        if (outlook.State is not NoticeState.AwaitingApproval && (outlook.WasTold || outlook.Pending == 0))
        {
            return NoticeForecast.Clear;
        }

        if (outlook.Now >= outlook.Dates.TellBy)
        {
            return new(
                NoticeRisk.Late,
                $"The last moment to tell people was {Moment(outlook.Dates.TellBy)}, and {Number(outlook.Pending)} are still to be told. The version will be held: postpone the effective date.",
                null,
                null);
        }

        return outlook.State switch
        {
            NoticeState.CoolingOff or NoticeState.Planned => BeforeStart(outlook),
            NoticeState.AwaitingApproval => Waiting(outlook, NoticeRisk.AwaitingApproval, "The mail is not approved: approve it, or postpone the effective date."),
            NoticeState.Paused => Waiting(outlook, NoticeRisk.Paused, "Mailing is paused by what the mail system answers: mend the cause and resume, or postpone the effective date."),
            NoticeState.Held => Waiting(outlook, NoticeRisk.OnHold, "The notice is on hold: resume it, or postpone the effective date."),
            _ => UnderWay(outlook),
        };
    }

    private static NoticeForecast BeforeStart(NoticeOutlook outlook)
    {
        if (outlook.Now >= outlook.Dates.MailingStartsAt + Patience)
        {
            return new(
                NoticeRisk.NotStarted, $"Mailing should have started at {Moment(outlook.Dates.MailingStartsAt)} and has not: look at the timers and the log of the service.", null, null);
        }

        var start = outlook.Now > outlook.Dates.MailingStartsAt ? outlook.Now : outlook.Dates.MailingStartsAt;
        var done = After(start, outlook.Pending / outlook.ExpectedPerSecond);
        return done > outlook.Dates.TellBy ? TooSlow(outlook, null, done) : new(NoticeRisk.None, null, null, done);
    }

    // Nothing moves while people decide: what they need for that is kept free, beside the time that mailing takes.
    private static NoticeForecast Waiting(NoticeOutlook outlook, NoticeRisk risk, string whatToDo)
    {
        var lastCall = Before(outlook.Dates.TellBy - outlook.Reserve, outlook.Pending / outlook.ExpectedPerSecond);
        return outlook.Now < lastCall
            ? NoticeForecast.Clear
            : new(risk, $"{Number(outlook.Pending)} people are to be told by {Moment(outlook.Dates.TellBy)}, which takes time. {whatToDo}", null, null);
    }

    private static NoticeForecast UnderWay(NoticeOutlook outlook)
    {
        // The nearer the end, the shorter the look back: a quarter of the time that is left.
        var left = outlook.Dates.TellBy - outlook.Now;
        var look = TimeSpan.FromTicks(Math.Clamp((left / 4).Ticks, Patience.Ticks, LongestLook.Ticks));
        var from = outlook.Samples.LastOrDefault(sample => sample.At <= outlook.Now - look) ?? (outlook.Samples.Count > 0 ? outlook.Samples[0] : null);
        if (from is null || outlook.Now - from.At < Patience)
        {
            var expected = After(outlook.Now, outlook.Pending / outlook.ExpectedPerSecond);
            return expected > outlook.Dates.TellBy ? TooSlow(outlook, null, expected) : new(NoticeRisk.None, null, null, expected);
        }

        var over = outlook.Now - from.At;
        var rate = Math.Max(0, outlook.Settled - from.Settled) / over.TotalSeconds;
        if (rate > 0)
        {
            var done = After(outlook.Now, outlook.Pending / rate);
            return done > outlook.Dates.TellBy ? TooSlow(outlook, rate, done) : new(NoticeRisk.None, null, rate, done);
        }

        if (outlook.Settled == 0 && over >= PatienceAtStart)
        {
            return new(NoticeRisk.NotStarted, $"Mailing has started, but nobody has been told for {Hours(over)}: look at what the mail system answers.", 0, null);
        }

        // A few who are put off again and again are no trouble until the silence lasts.
        return over >= look
            ? new(NoticeRisk.TooSlow, $"Nobody has been told for {Hours(over)}, and {Number(outlook.Pending)} are to be told by {Moment(outlook.Dates.TellBy)}: look at what the mail system answers.", 0, null)
            : new(NoticeRisk.None, null, 0, null);
    }

    private static NoticeForecast TooSlow(NoticeOutlook outlook, double? rate, DateTimeOffset done) => new(
        NoticeRisk.TooSlow,
        $"{Number(outlook.Pending)} people are to be told by {Moment(outlook.Dates.TellBy)}, but at {(rate ?? outlook.ExpectedPerSecond).ToString("0.##", CultureInfo.InvariantCulture)} a second "
            + $"the last one is told on {Moment(done)}: raise the rate, or postpone the effective date.",
        rate,
        done);

    private static DateTimeOffset After(DateTimeOffset moment, double seconds) =>
        seconds < (DateTimeOffset.MaxValue - moment).TotalSeconds - 1 ? moment.AddSeconds(seconds) : DateTimeOffset.MaxValue;

    private static DateTimeOffset Before(DateTimeOffset moment, double seconds) =>
        seconds < (moment - DateTimeOffset.MinValue).TotalSeconds - 1 ? moment.AddSeconds(-seconds) : DateTimeOffset.MinValue;

    private static string Hours(TimeSpan time) => time < TimeSpan.FromHours(2) ? $"{(int)time.TotalMinutes} minutes" : $"{(int)time.TotalHours} hours";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
