using System.Text.Json;
using Microsoft.Extensions.Options;
using PolicyNotify.Json;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Tests.Notices;

public sealed class MailingIdTests
{
    private static readonly NoticeId Notice = NoticeId.Parse("privacy-2.0");
    private static readonly MailingId Reminder = MailingId.Reminder(Notice, new DateOnly(2026, 4, 3));
    private static readonly RecipientId Person = RecipientId.Parse("0123456789abcdef01234567");

    [Theory]
    [InlineData("privacy-2.0", false)]
    [InlineData("reminder-2026-2.0", false)]
    [InlineData("privacy-2.0.reminder-2026-04-03", true)]
    [InlineData("reminder-policy-10.0.reminder-2028-02-29", true)]
    public void An_identifier_reads_as_it_was_written(string text, bool isReminder)
    {
        var id = MailingId.Parse(text);

        Assert.Equal((text, isReminder), (id.ToString(), id.IsReminder));
        Assert.Equal(id, JsonSerializer.Deserialize<MailingId>(JsonSerializer.Serialize(id, PolicyNotifyJson.Compact), PolicyNotifyJson.Compact));
    }

    [Theory]
    [InlineData("")]
    [InlineData("privacy")]
    [InlineData("privacy-2.0.reminder-")]
    [InlineData("privacy-2.0.reminder-2026-4-3")]
    [InlineData("privacy-2.0.reminder-2026-02-30")]
    [InlineData(".reminder-2026-04-03")]
    [InlineData("privacy-2.0.reminder-2026-04-03.reminder-2026-04-03")]
    public void What_is_no_identifier_is_not_read_as_one(string text) => Assert.Throws<FormatException>(() => MailingId.Parse(text));

    [Fact]
    public void The_mailing_of_a_notice_is_written_as_the_notice_is()
    {
        MailingId id = Notice;

        Assert.Equal((Notice, "privacy-2.0", false), (id.Notice, id.ToString(), id.IsReminder));
        Assert.NotEqual(id, Reminder);
    }

    [Fact]
    public void A_reminders_message_id_names_the_reminder_and_cannot_be_turned_into_the_notices()
    {
        var ids = new MessageIds(
            Options.Create(new MailOptions { From = "privacy@example.com" }),
            Options.Create(new RecipientOptions { IdKey = "the secret of this installation, long enough" }));

        var id = ids.Of(Reminder, Person);

        Assert.True(ids.TryRead($"<{id}>", out var mailing, out var recipient));
        Assert.Equal((Reminder, Person), (mailing, recipient));
        Assert.NotEqual(id[..32], ids.Of(Notice, Person)[..32]);
        Assert.False(ids.TryRead(id.Replace(".reminder-2026-04-03", "", StringComparison.Ordinal), out _, out _));
        Assert.False(ids.TryRead(id.Replace("2026-04-03", "2026-04-04", StringComparison.Ordinal), out _, out _));
    }
}
