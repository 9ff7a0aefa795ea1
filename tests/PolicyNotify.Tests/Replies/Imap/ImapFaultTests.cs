using MailKit;
using PolicyNotify.Problems;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Receiving.Imap;
using PolicyNotify.Replies.Receiving.Sources;
using PolicyNotify.Tests.Hosting;
using static PolicyNotify.Tests.Replies.Imap.ImapProxy;

namespace PolicyNotify.Tests.Replies.Imap;

public sealed class ImapFaultTests(AzuriteFixture azurite, DovecotFixture dovecot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_visit_that_ends_before_or_after_any_command_loses_and_repeats_nothing(bool withoutMove)
    {
        await dovecot.NewAccountAsync(Cancellation);
        await using var proxy = new ImapProxy(dovecot.Port) { Hidden = withoutMove ? ["MOVE"] : [] };
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, proxy, builder => builder, Cancellation);
        await using var service = journey.Service;
        await journey.ObjectAsync(1, Cancellation);
        await journey.CollectAsync(Cancellation);
        var commands = proxy.Commands.Count;
        Assert.Contains(proxy.Commands, command => command.StartsWith(withoutMove ? "UID COPY" : "UID MOVE", StringComparison.Ordinal));

        var (recorded, mailsMoved, copiedTwice) = (1, 1, 0);
        for (var step = 0; step < commands; step++)
        {
            foreach (var fault in new[] { Fault.CutBefore, Fault.CutAfter })
            {
                await journey.ArriveAsync(journey.Replies.Answer(journey.Replies.Notices.Person(1), $"{ReplyJourney.Objection} Letter {recorded}."), Cancellation);
                (recorded, mailsMoved) = (recorded + 1, mailsMoved + 1);
                var before = proxy.Commands.Count;
                var cut = "";
                proxy.Script = (number, command) =>
                {
                    if (number != before + step)
                        return Fault.None;
                    cut = command;
                    return fault;
                };
                await CollectOrFailAsync(journey);
                proxy.Script = (_, _) => Fault.None;
                await journey.CollectAsync(Cancellation);

                Assert.Equal(recorded, (await journey.Replies.RepliesAsync(Cancellation)).Count);
                Assert.Equal(0, await journey.CountAsync("INBOX", Cancellation));

                // Without MOVE a server copies first: what was copied and not yet marked is copied once more. It is the same reply.
                var isBetween = (fault, cut) switch
                {
                    (Fault.CutAfter, var command) => command.StartsWith("UID COPY", StringComparison.Ordinal),
                    (Fault.CutBefore, var command) => command.StartsWith("UID STORE", StringComparison.Ordinal) && command.Contains("\\Deleted", StringComparison.Ordinal),
                    _ => false,
                };
                copiedTwice += withoutMove && isBetween ? 1 : 0;
                Assert.Equal(mailsMoved + copiedTwice, await journey.CountAsync(MailboxJourney.Done, Cancellation));
            }
        }

        Assert.Equal(recorded, Assert.Single(await journey.Replies.ObjectionsAsync(Cancellation)).Replies.Count);
        Assert.Single(journey.Replies.Acknowledgements());
    }

    [Theory]
    [InlineData(Fault.CutInside)]
    [InlineData(Fault.Bye)]
    [InlineData(Fault.Silence)]
    public async Task A_server_that_fails_while_it_hands_out_a_mail_is_named_and_the_mail_is_taken_next_time(object fault)
    {
        await dovecot.NewAccountAsync(Cancellation);
        await using var proxy = new ImapProxy(dovecot.Port) { Script = (_, command) => IsFetch(command) ? (Fault)fault : Fault.None };
        var journey = await MailboxJourney.StartAsync(
            azurite, dovecot, proxy, builder => builder.With(MailboxJourney.Setting(0, "Timeout"), "00:00:01"), Cancellation);
        await using var service = journey.Service;
        await journey.ObjectAsync(1, Cancellation);

        var failure = await Assert.ThrowsAsync<MailboxException>(() => journey.CollectAsync(Cancellation));
        Assert.Contains("Replies:Imap:0", failure.Message, StringComparison.Ordinal);
        Assert.NotNull((await StatusAsync(service, 0))!.Trouble);
        Assert.Equal(1, await journey.CountAsync("INBOX", Cancellation));

        proxy.Script = (_, _) => Fault.None;
        await journey.CollectAsync(Cancellation);
        Assert.Single(await journey.Replies.ObjectionsAsync(Cancellation));
        Assert.Null((await StatusAsync(service, 0))!.Trouble);
    }

    [Fact]
    public async Task A_mail_that_the_server_cannot_hand_out_keeps_no_other_waiting_and_is_put_where_somebody_looks()
    {
        await dovecot.NewAccountAsync(Cancellation);
        await using var proxy = new ImapProxy(dovecot.Port) { Script = (_, command) => IsFetch(command) && command.StartsWith("UID FETCH 1 ", StringComparison.Ordinal) ? Fault.No : Fault.None };
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, proxy, builder => builder.With("Replies:MailsPerRun", "2"), Cancellation);
        await using var service = journey.Service;
        foreach (var person in new[] { 1, 2, 3 })
            await journey.ObjectAsync(person, Cancellation);

        await journey.CollectAsync(Cancellation);
        Assert.Single(await journey.Replies.ObjectionsAsync(Cancellation));
        await journey.CollectAsync(Cancellation);
        Assert.Equal(2, (await journey.Replies.ObjectionsAsync(Cancellation)).Count);

        Assert.Equal(1, await journey.CountAsync(MailboxJourney.Failed, Cancellation));
        Assert.Equal(1, (await StatusAsync(service, 0))!.Failed);
        Assert.Equal(0, await journey.CountAsync("INBOX", Cancellation));
    }

    [Fact]
    public async Task A_mail_over_which_the_connection_breaks_each_time_keeps_no_other_waiting()
    {
        await dovecot.NewAccountAsync(Cancellation);
        await using var proxy = new ImapProxy(dovecot.Port) { Script = (_, command) => IsFetch(command) && command.StartsWith("UID FETCH 1 ", StringComparison.Ordinal) ? Fault.CutBefore : Fault.None };
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, proxy, builder => builder, Cancellation);
        await using var service = journey.Service;
        foreach (var person in new[] { 1, 2, 3 })
            await journey.ObjectAsync(person, Cancellation);

        await Assert.ThrowsAsync<MailboxException>(() => journey.CollectAsync(Cancellation));
        await Assert.ThrowsAsync<MailboxException>(() => journey.CollectAsync(Cancellation));
        Assert.Equal(2, (await journey.Replies.ObjectionsAsync(Cancellation)).Count);
        Assert.Equal(1, await journey.CountAsync("INBOX", Cancellation));

        proxy.Script = (_, _) => Fault.None;
        await journey.CollectAsync(Cancellation);
        Assert.Equal(3, (await journey.Replies.ObjectionsAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task A_refused_sign_in_names_its_setting_and_the_other_mailbox_goes_on()
    {
        var second = await dovecot.NewAccountAsync(Cancellation);
        const string Wrong = "wrong-password-of-this-account";
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, null, builder => MailboxJourney.Mailbox(builder, 1, second, dovecot.Port).With(MailboxJourney.Setting(1, "Password"), Wrong), Cancellation);
        await using var service = journey.Service;
        await journey.ObjectAsync(1, Cancellation);

        var failure = await Assert.ThrowsAsync<MailboxException>(() => journey.CollectAsync(Cancellation));

        Assert.Contains("Replies:Imap:1:Password", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(await journey.Replies.ObjectionsAsync(Cancellation));
        Assert.Null((await StatusAsync(service, 0))!.Trouble);
        Assert.Contains("Replies:Imap:1:Password", (await StatusAsync(service, 1))!.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_was_renamed_is_named_and_nothing_is_lost_when_it_is_back()
    {
        var journey = await MailboxJourney.StartAsync(azurite, dovecot, null, builder => builder.With(MailboxJourney.Setting(0, "Folder"), "Replies/Policies"), Cancellation);
        await using var service = journey.Service;

        var failure = await Assert.ThrowsAsync<MailboxException>(() => journey.CollectAsync(Cancellation));
        Assert.Contains("Replies:Imap:0:Folder", failure.Message, StringComparison.Ordinal);

        using (var client = await journey.OpenAsync(Cancellation))
        {
            var root = client.GetFolder(client.PersonalNamespaces[0]);
            var parent = await root.CreateAsync("Replies", true, Cancellation);
            var folder = await parent!.CreateAsync("Policies", true, Cancellation);
            using var mail = await MimeKit.MimeMessage.LoadAsync(
                new MemoryStream(System.Text.Encoding.UTF8.GetBytes(journey.Replies.Answer(journey.Replies.Notices.Person(1), ReplyJourney.Objection))), Cancellation);
            await folder!.AppendAsync(mail, MessageFlags.None, service.Clock.GetUtcNow(), Cancellation);
        }

        await journey.CollectAsync(Cancellation);
        Assert.Single(await journey.Replies.ObjectionsAsync(Cancellation));
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_not_trusted_is_named()
    {
        var account = await dovecot.NewAccountAsync(Cancellation);
        await using var service = await MailboxJourney.Mailbox(MailboxJourney.Mailbox(new ServiceBuilder(azurite), 0, account, Mail.SmtpSink.FreePort()), 1, account, dovecot.TlsPort)
            .With(MailboxJourney.Setting(1, "Security"), "Tls").StartAsync(Cancellation);

        var failures = await Assert.ThrowsAsync<AggregateException>(() => service.Get<ReplyCollector>().CollectAsync(Cancellation));

        var messages = failures.Flatten().InnerExceptions.Select(failure => failure.Message).ToList();
        Assert.Contains(messages, message => message.Contains("Replies:Imap:0:Host cannot be reached", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("certificate is not trusted", StringComparison.Ordinal));
    }

    private static bool IsFetch(string command) => command.StartsWith("UID FETCH", StringComparison.Ordinal) && command.Contains("BODY.PEEK", StringComparison.Ordinal);

    private static async Task CollectOrFailAsync(MailboxJourney journey)
    {
        // Where the connection is cut behind the last thing that matters, the visit need not fail.
        var failures = new Failures();
        await failures.TryAsync(() => journey.CollectAsync(Cancellation), Cancellation);
    }

    private static async Task<SourceStatus?> StatusAsync(TestService service, int number) =>
        (await service.Get<ReplySources>().ListAsync(Cancellation)).SingleOrDefault(source => source.Name == $"imap-{number}");
}
