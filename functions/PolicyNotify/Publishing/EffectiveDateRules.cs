using PolicyNotify.Changes;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>
/// When a version takes effect: on the given day, or on the earliest lawful one. A significant version leaves time for cooling-off, for
/// mailing everybody and for the full notice period; no version takes effect before an earlier one that is still to come.
/// </summary>
internal sealed class EffectiveDateRules(PublishingOptions options)
{
    // A year with a slip of the finger in it; also keeps every later deadline within the calendar.
    private const int LatestYearsAhead = 10;

    /// <summary>The first day on which a version published now may take effect.</summary>
    public DateOnly Earliest(Significance significance, PolicyCalendar calendar, DateTimeOffset now, IEnumerable<PolicyVersion> pending)
    {
        var own = significance is Significance.Significant
            ? calendar.DayAfterFullDays(now.AddMinutes(options.CoolingOffMinutes), options.MailingDays + options.NoticeDays)
            : calendar.DayOf(now);
        return pending.Select(version => FirstDayFrom(calendar, version.EffectiveAt)).Append(own).Max();
    }

    /// <summary>The day a version takes effect; what is wrong with the given day goes to the findings.</summary>
    public DateOnly Decide(
        string file, Significance significance, FrontMatter text, FrontMatter? previous, PolicyCalendar calendar, DateTimeOffset now,
        IReadOnlyCollection<PolicyVersion> pending, ICollection<Diagnostic> findings)
    {
        var earliest = Earliest(significance, calendar, now, pending);
        var today = calendar.DayOf(now);
        if (text.Effective is not { } given)
        {
            return earliest;
        }

        if (given > today.AddYears(LatestYearsAhead))
        {
            findings.Add(new(
                "effective-too-late", DiagnosticSeverity.Error, $"The effective date {given:O} is more than {LatestYearsAhead} years ahead.",
                "Check the year.", file, Field: "effective"));
        }

        if (given >= earliest)
        {
            return given;
        }

        if (previous is null)
        {
            findings.Add(new(
                "effective-in-past", DiagnosticSeverity.Warning, $"The effective date {given:O} is past: the first version takes effect today, {today:O}.",
                "Say in the text itself since when it has applied, or remove effective.", file, Field: "effective"));
            return earliest;
        }

        if (given == previous.Effective && given < today)
        {
            findings.Add(new(
                "effective-left-over", DiagnosticSeverity.Note,
                $"The effective date {given:O} belongs to the version before and was left out of account: this version takes effect on {earliest:O}.",
                "Remove effective from the front matter, or set it to the day you want.", file, Field: "effective"));
            return earliest;
        }

        findings.Add(new(
            "effective-too-early", DiagnosticSeverity.Error,
            $"The effective date {given:O} is too early: {Why(significance, earliest, calendar, now)} The earliest lawful date is {earliest:O}.",
            $"Set effective to {earliest:O} or later, or remove it to take the earliest lawful date.", file, Field: "effective"));
        return earliest;
    }

    private string Why(Significance significance, DateOnly earliest, PolicyCalendar calendar, DateTimeOffset now) =>
        earliest > Earliest(significance, calendar, now, [])
            ? "an earlier version of the document is still to take effect, and versions take effect in order."
            : significance is Significance.Significant
                ? $"a significant change needs {options.NoticeDays} full days between everybody's notice and the effective date."
                : "a version cannot take effect before it is published.";

    private static DateOnly FirstDayFrom(PolicyCalendar calendar, DateTimeOffset moment)
    {
        var day = calendar.DayOf(moment);
        return calendar.StartOf(day) >= moment ? day : day.AddDays(1);
    }
}
