using System.Globalization;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Notices.Content;
using PolicyNotify.Publishing;

namespace PolicyNotify.Reminders;

/// <summary>The mails by which legal learns of trouble with a reminder, each once.</summary>
internal sealed class ReminderAlerts(LegalMailbox legal, NoticeLetters letters, NoticeContentStore contents, IOptions<SiteAddressOptions> site)
{
    /// <summary>Shows legal the mail where each edition is for legal to approve: the reminder says nothing new, and can be stopped.</summary>
    public async Task AnnounceAsync(Reminder reminder, CancellationToken cancellationToken)
    {
        var content = await contents.GetAsync(reminder.Id, Reminder.Revision, cancellationToken);
        await legal.SendAsync($"reminder.proof:{reminder.Id}", to => letters.WriteProof(reminder.Id, Reminder.Revision, content, to), cancellationToken);
        await SendAsync(
            string.Create(CultureInfo.InvariantCulture, $"reminder.announced:{reminder.Id}:{reminder.DueAt.UtcTicks}"),
            $"To be reminded: {reminder.Id.Notice}",
            $"""
            Everybody who was told of **{reminder.Id.Notice}** and does not object is reminded from {reminder.DueAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC on that it takes effect on {Day(reminder)}.

            The other mail you get now is the proof: the same subject, words and attachments that everybody will get. It repeats the notice and needs no approval of its own; it goes out only while the notice is approved. To stop it:

                policy-notify notices stop-reminder {reminder.Id.Notice} --by "YOUR NAME" --why "WHY"
            """,
            cancellationToken);
    }

    public Task<bool> PausedAsync(Reminder reminder, string because, CancellationToken cancellationToken) => SendAsync(
        string.Create(CultureInfo.InvariantCulture, $"reminder.paused:{reminder.Id}:{reminder.Steps}"),
        $"Paused: the reminder of {reminder.Id.Notice}",
        $"""
        The reminder that **{reminder.Id.Notice}** takes effect on {Day(reminder)} is paused. The notice itself is not affected, nor is the effective date.

        {because}

        To go on:

            policy-notify notices resume-reminder {reminder.Id.Notice} --by "YOUR NAME" --why "WHY"

        Nobody is reminded once the day has come.
        """,
        cancellationToken);

    public Task<bool> MissedAsync(Reminder reminder, ReminderCounts counts, CancellationToken cancellationToken) => SendAsync(
        $"reminder.missed:{reminder.Id}",
        $"Not everybody was reminded of {reminder.Id.Notice}",
        $"""
        {reminder.EndedBecause}

        So far as is known, {Number(counts.Accepted)} people were reminded that **{reminder.Id.Notice}** takes effect on {Day(reminder)}. The notice itself is not affected, nor is the effective date: both rest on the first mail alone.
        """,
        cancellationToken);

    private Task<bool> SendAsync(string key, string subject, string markdown, CancellationToken cancellationToken) =>
        legal.SendAsync(new LegalMail(key, $"[{site.Value.CompanyName}] {subject}", markdown), cancellationToken);

    private static string Day(Reminder reminder) => reminder.Id.ReminderOf!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
