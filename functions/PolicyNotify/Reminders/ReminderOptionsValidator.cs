using System.Globalization;
using Microsoft.Extensions.Options;
using PolicyNotify.Publishing;

namespace PolicyNotify.Reminders;

internal sealed class ReminderOptionsValidator(IOptions<PublishingOptions> periods) : IValidateOptions<ReminderOptions>
{
    public ValidateOptionsResult Validate(string? name, ReminderOptions options)
    {
        if (options.ReminderDays == 0)
        {
            return ValidateOptionsResult.Success;
        }

        // Everybody is told at least a day more than the notice period before: who is reminded was told earlier.
        var most = Math.Min(ReminderOptions.MostDays, periods.Value.NoticeDays - 1);
        if (options.ReminderDays >= 1 && options.ReminderDays <= most)
        {
            return ValidateOptionsResult.Success;
        }

        var possible = most >= 1 ? $"a number between 1 and {Number(most)}, which is less than Publishing:NoticeDays ({Number(periods.Value.NoticeDays)}), or to 0" : "0";
        return ValidateOptionsResult.Fail($"Set {ReminderOptions.Setting} to {possible} for no reminder.");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
