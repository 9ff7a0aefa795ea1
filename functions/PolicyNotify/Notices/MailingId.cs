using System.Globalization;

namespace PolicyNotify.Notices;

/// <summary>
/// Names a mail that is made once for each of many people: a notice, such as <c>privacy-2.0</c>, or the reminder of an effective date that
/// a notice announced, such as <c>privacy-2.0.reminder-2026-04-03</c>. Copies are recorded, named and reported under it, so that what is
/// heard of one mail is never taken for what is heard of another.
/// </summary>
public sealed record MailingId
{
    // No document name and no version number holds a dot followed by a letter.
    private const string ReminderMark = ".reminder-";
    private const string DayFormat = "yyyy-MM-dd";

    private MailingId(NoticeId notice, DateOnly? reminderOf)
    {
        Notice = notice;
        ReminderOf = reminderOf;
    }

    /// <summary>The notice; for a reminder, the one it repeats.</summary>
    public NoticeId Notice { get; }

    /// <summary>For a reminder, the effective date it names; null for the notice itself.</summary>
    public DateOnly? ReminderOf { get; }

    /// <summary>Whether it is a reminder.</summary>
    public bool IsReminder => ReminderOf is not null;

    /// <summary>The mailing of a notice itself, written in the same way.</summary>
    public static implicit operator MailingId(NoticeId notice) => Of(notice);

    /// <summary>The mailing of a notice itself.</summary>
    public static MailingId Of(NoticeId notice) => new(notice, null);

    /// <summary>The reminder of an effective date: there is one for each date that a notice has announced.</summary>
    public static MailingId Reminder(NoticeId notice, DateOnly effectiveOn) => new(notice, effectiveOn);

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="FormatException">The text names neither a notice nor a reminder.</exception>
    public static MailingId Parse(string text)
    {
        if (text.IndexOf(ReminderMark, StringComparison.Ordinal) is not (> 0 and var mark))
        {
            return Of(NoticeId.Parse(text));
        }

        return DateOnly.TryParseExact(text[(mark + ReminderMark.Length)..], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Reminder(NoticeId.Parse(text[..mark]), day)
            : throw new FormatException($"'{text}' is not a reminder: write the notice and the effective date, such as privacy-2.0.reminder-2026-04-03.");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        ReminderOf is { } day ? string.Create(CultureInfo.InvariantCulture, $"{Notice}{ReminderMark}{day:yyyy-MM-dd}") : Notice.ToString();
}
