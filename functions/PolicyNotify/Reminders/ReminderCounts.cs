using PolicyNotify.Notices;

namespace PolicyNotify.Reminders;

/// <summary>How far a reminder has come, in people.</summary>
/// <param name="Accepted">Copies that the mail system took.</param>
/// <param name="Outstanding">Copies still to be made or settled, the unknown ones included; before the first pass nobody is counted.</param>
/// <param name="Unknown">Those of the outstanding ones that may or may not have been taken.</param>
/// <param name="Failed">Copies that can never succeed.</param>
/// <param name="LeftOut">People who were told and are not reminded: they object, or mail no longer reaches them.</param>
public sealed record ReminderCounts(long Accepted, long Outstanding, long Unknown, long Failed, long LeftOut)
{
    internal static ReminderCounts Of(NoticeCounts counts) =>
        new(counts.Accepted, counts.Pending, counts.Unknown, counts.Refused - counts.Suppressed, counts.Suppressed + counts.Unverified);
}
