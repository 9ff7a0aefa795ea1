using PolicyNotify.Cli.Service;
using PolicyNotify.Notices;
using PolicyNotify.Reminders;

namespace PolicyNotify.Cli.Notices;

internal static class ReminderLookup
{
    /// <summary>The path of a notice's reminder of the latest effective date.</summary>
    public static async Task<string> LatestPathAsync(ServiceClient service, NoticeId notice, CancellationToken cancellationToken)
    {
        var reminders = await service.GetAsync<IReadOnlyList<ReminderView>>($"api/notices/{notice}/reminders", cancellationToken);
        return reminders.Count > 0
            ? FormattableString.Invariant($"api/notices/{notice}/reminders/{reminders[0].EffectiveOn:yyyy-MM-dd}")
            : throw new CommandFailedException(ExitCode.BadInput, $"{notice} has no reminder: Notices:ReminderDays is not set, or it has not been planned yet.");
    }
}
