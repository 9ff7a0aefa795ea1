using System.Globalization;
using MailKit;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Receiving.Sources;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies.Imap;

public sealed class ImapSourceTests(AzuriteFixture azurite, DovecotFixture dovecot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_objection_in_a_mailbox_is_kept_recorded_marked_and_moved()
    {
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, Cancellation);
        await using var service = journey.Service;
        var arrived = service.Clock.GetUtcNow();
        await journey.ObjectAsync(1, Cancellation);
        service.Clock.Advance(TimeSpan.FromHours(30));

        await journey.CollectAsync(Cancellation);

        var objection = Assert.Single(await journey.Replies.ObjectionsAsync(Cancellation));
        Assert.Equal(arrived, objection.ReceivedAt);
        var reply = Assert.Single(await journey.Replies.RepliesAsync(Cancellation));
        Assert.Equal("imap-0", reply.Source);
        Assert.Equal(ReceiptBasis.Source, reply.ReceiptBasis);
        Assert.StartsWith("INBOX, mail 1 of ", reply.Origin, StringComparison.Ordinal);
        await using var kept = await service.Get<RawMailStore>().OpenAsync(reply.RawHash, Cancellation);
        Assert.True(kept.Length > 0);
        Assert.Equal(0, await journey.CountAsync("INBOX", Cancellation));
        using var client = await journey.OpenAsync(Cancellation);
        var done = await client.GetFolderAsync(MailboxJourney.Done, Cancellation);
        await done.OpenAsync(FolderAccess.ReadOnly, Cancellation);
        var moved = Assert.Single(await done.FetchAsync(0, -1, MessageSummaryItems.Flags, Cancellation));
        Assert.True(moved.Flags!.Value.HasFlag(MessageFlags.Seen));
        Assert.Contains("PolicyNotifyTaken", moved.Keywords);
    }

    [Fact]
    public async Task Two_pollers_at_once_record_and_answer_each_once()
    {
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, Cancellation);
        await using var service = journey.Service;
        await using var other = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        foreach (var person in new[] { 1, 2, 3 })
            await journey.ObjectAsync(person, Cancellation);

        await Task.WhenAll(journey.CollectAsync(Cancellation), other.Get<ReplyCollector>().CollectAsync(Cancellation));
        await journey.CollectAsync(Cancellation);

        Assert.Equal(3, (await journey.Replies.RepliesAsync(Cancellation)).Count);
        Assert.Equal(3, (await journey.Replies.ObjectionsAsync(Cancellation)).Count);
        Assert.Equal(3, journey.Replies.Acknowledgements().Count);
        Assert.Equal(0, await journey.CountAsync("INBOX", Cancellation));
        Assert.Equal(3, await journey.CountAsync(MailboxJourney.Done, Cancellation));
    }

    [Fact]
    public async Task A_mailbox_that_numbers_its_mails_anew_loses_and_repeats_nothing()
    {
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, Cancellation);
        await using var service = journey.Service;
        await journey.ObjectAsync(1, Cancellation);
        await journey.CollectAsync(Cancellation);
        await journey.ObjectAsync(2, Cancellation);

        // Without this file Dovecot gives every mail a new number under a new UIDVALIDITY.
        File.Delete(Path.Combine(dovecot.MailFolderOf(journey.Account), "dovecot-uidlist"));
        foreach (var index in Directory.GetFiles(dovecot.MailFolderOf(journey.Account), "dovecot.index*"))
            File.Delete(index);
        await journey.CollectAsync(Cancellation);

        Assert.Equal(2, (await journey.Replies.ObjectionsAsync(Cancellation)).Count);
        Assert.Equal(2, journey.Replies.Acknowledgements().Count);
        Assert.Equal(0, await journey.CountAsync("INBOX", Cancellation));
    }

    [Fact]
    public async Task A_mail_that_comes_again_is_the_same_reply()
    {
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, Cancellation);
        await using var service = journey.Service;
        var mail = journey.Replies.Answer(journey.Replies.Notices.Person(1), ReplyJourney.Objection);
        await journey.ArriveAsync(mail, Cancellation);
        await journey.CollectAsync(Cancellation);
        await journey.ArriveAsync(mail, Cancellation);

        await journey.CollectAsync(Cancellation);

        Assert.Single(await journey.Replies.RepliesAsync(Cancellation));
        Assert.Single(journey.Replies.Acknowledgements());
        Assert.Equal(2, await journey.CountAsync(MailboxJourney.Done, Cancellation));
    }

    [Fact]
    public async Task Fifty_thousand_old_mails_are_taken_oldest_first_so_many_a_run_and_the_rest_is_told()
    {
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, null, builder => builder.With("Replies:MailsPerRun", "10"), Cancellation);
        await using var service = journey.Service;
        using (var client = await journey.OpenAsync(Cancellation))
            await client.Inbox.OpenAsync(FolderAccess.ReadWrite, Cancellation);
        var box = Path.Combine(dovecot.MailFolderOf(journey.Account), "cur");
        for (var number = 0; number < 50_000; number++)
        {
            var file = Path.Combine(box, string.Create(CultureInfo.InvariantCulture, $"{1_772_500_000 + number}.M{number}P1.host:2,"));
            await File.WriteAllTextAsync(file, $"From: old@example.org\nSubject: Old mail {number}\n\nThank you.\n", Cancellation);
        }

        await journey.CollectAsync(Cancellation);
        await journey.CollectAsync(Cancellation);

        var replies = await journey.Replies.RepliesAsync(Cancellation);
        Assert.Equal(20, replies.Count);
        Assert.All(replies, reply => Assert.InRange(Number(reply.Origin!), 1, 20));
        var status = Assert.Single(await service.Get<ReplySources>().ListAsync(Cancellation), source => source.Name == "imap-0");
        Assert.Equal(49_980, status.Waiting);
        Assert.NotNull(status.OldestWaitingAt);
        Assert.Null(status.Trouble);

        static int Number(string origin) => int.Parse(origin.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_run_begins_no_further_mail_when_its_time_is_over()
    {
        var journey = await MailboxJourney.StartAsync(
            azurite, dovecot, null, builder => builder.With(MailboxJourney.Setting(0, "RunTime"), "00:01:00"), Cancellation);
        await using var service = journey.Service;
        foreach (var person in new[] { 1, 2, 3 })
            await journey.ObjectAsync(person, Cancellation);
        service.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(20);
        await journey.CollectAsync(Cancellation);
        service.Clock.AutoAdvanceAmount = TimeSpan.Zero;

        Assert.InRange((await journey.Replies.RepliesAsync(Cancellation)).Count, 0, 2);
        await journey.CollectAsync(Cancellation);
        await journey.CollectAsync(Cancellation);
        Assert.Equal(3, (await journey.Replies.RepliesAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task A_mail_of_many_megabytes_is_kept_to_the_last_byte()
    {
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, Cancellation);
        await using var service = journey.Service;
        var line = new string('x', 70) + "\r\n";
        var text = ReplyJourney.Objection + "\r\n\r\n" + string.Concat(Enumerable.Repeat(line, (3 * 1024 * 1024 / line.Length) + 7));
        var mail = journey.Replies.Answer(journey.Replies.Notices.Person(1), text);
        await journey.ArriveAsync(mail, Cancellation);

        await journey.CollectAsync(Cancellation);

        var reply = Assert.Single(await journey.Replies.RepliesAsync(Cancellation));
        await using var kept = await service.Get<RawMailStore>().OpenAsync(reply.RawHash, Cancellation);
        using var reader = new StreamReader(kept);
        Assert.Equal(mail, await reader.ReadToEndAsync(Cancellation));
    }
}
