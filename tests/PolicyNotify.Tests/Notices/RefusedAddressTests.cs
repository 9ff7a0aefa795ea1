using PolicyNotify.Mail;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Mail;

namespace PolicyNotify.Tests.Notices;

/// <summary>Addresses that the mail system does not take mail to, although nothing is known against them.</summary>
public sealed class RefusedAddressTests(AzuriteFixture azurite)
{
    private const string Beyond = "jörg@example.net";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whom_a_server_without_smtputf8_cannot_write_to_is_listed_with_what_to_do_and_holds_no_version()
    {
        await using var sink = await SmtpSink.StartAsync("-e", Cancellation);
        await using var service = await new ServiceBuilder(azurite)
            .With("Publishing:CoolingOffMinutes", "0").With("Mail:Transport", "Smtp").With("Mail:Smtp:Host", "127.0.0.1")
            .With("Mail:Smtp:Port", sink.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)).With("Mail:Smtp:Security", "None").StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var person = await AddAsync(journey);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        var delivery = (await journey.DeliveryAsync(person, Cancellation))!;
        Assert.Equal(DeliveryState.Refused, delivery.State);
        Assert.StartsWith("5.6.7 Our mail server takes no mail to addresses with letters beyond ASCII", delivery.Detail, StringComparison.Ordinal);
        var listed = Assert.Single(await service.Get<RecipientReachability>().ListAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal((person.Id, UnreachableCause.Refused, "5.6.7", "privacy-2.0"), (listed.Id, listed.Cause, listed.Code, listed.Source));
        Assert.Contains("SMTPUTF8", listed.Suggestion, StringComparison.Ordinal);
        Assert.Equal(1, (await service.Get<RecipientStore>().CountsAsync(Cancellation)).Unreachable);
        Assert.Equal(person.Id.Value, Assert.Single(await journey.AuditAsync(Cancellation, "recipients.unreachable")).Details["refused"]);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, (await journey.VersionAsync("2.0", Cancellation)).State);
    }

    [Fact]
    public async Task Whoever_was_refused_is_tried_again_and_listed_no_longer_when_the_mail_is_taken()
    {
        var mended = false;
        var transport = new ScriptedTransport((mail, _) =>
            mended || mail.To.Address != Beyond ? MailOutcome.Accepted(null) : MailOutcome.Refused("550 5.1.1 no such mailbox"));
        await using var service = await new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var person = await AddAsync(journey);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal("5.1.1", Assert.Single(await service.Get<RecipientReachability>().ListAsync(Cancellation).ToListAsync(Cancellation)).Code);

        mended = true;
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await journey.Decisions.RetryAsync(NoticeJourney.Second, NoticeJourney.Because("The mailbox exists again."), Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Equal(DeliveryState.Accepted, (await journey.DeliveryAsync(person, Cancellation))!.State);
        Assert.Empty(await service.Get<RecipientReachability>().ListAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal(0, (await service.Get<RecipientStore>().CountsAsync(Cancellation)).Unreachable);
        Assert.Single(await journey.AuditAsync(Cancellation, "recipients.reachable"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_says_nothing_any_more_after_a_later_proof_or_another_mail_that_was_taken(bool byProof)
    {
        var transport = new ScriptedTransport((mail, _) => mail.To.Address == Beyond ? MailOutcome.Refused("550 5.1.1 no such mailbox") : MailOutcome.Accepted(null));
        await using var service = await new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var person = await AddAsync(journey);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var message = Assert.Single(await journey.TakeMessagesAsync(Cancellation));
        var refusedAt = service.Clock.GetUtcNow();
        await service.Get<NoticeMailer>().RunAsync(message, Cancellation);
        var reachability = service.Get<RecipientReachability>();
        Assert.Equal(refusedAt, Assert.Single(await reachability.ListAsync(Cancellation).ToListAsync(Cancellation)).Since);

        service.Clock.Advance(TimeSpan.FromMinutes(5));
        if (byProof)
        {
            var again = new AddressVerification(service.Clock.GetUtcNow(), "double-opt-in", person.Verification!.RecordedAt);
            await service.Get<RecipientStore>().UpsertManyAsync([person with { Verification = again }], Cancellation);
        }
        else
        {
            await reachability.TakenAsync(person.Id.Partition, new Dictionary<RecipientId, DateTimeOffset> { [person.Id] = refusedAt.AddMinutes(5) }, Cancellation);
        }

        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await service.Get<NoticeMailer>().RunAsync(message, Cancellation);

        Assert.Equal(DeliveryState.Refused, (await journey.DeliveryAsync(person, Cancellation))!.State);
        Assert.Empty(await reachability.ListAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Single(await journey.AuditAsync(Cancellation, "recipients.unreachable"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_mail_that_was_taken_settles_the_refusals_before_it_and_those_alone(int refusedDay, bool isSettled)
    {
        var start = ServiceBuilder.Start;
        var known = new Recipient(RecipientId.Parse("0123456789abcdef01234567"), "ann@example.net", null, null, new AddressVerification(start, "double-opt-in", start), start);
        var refused = ReachabilityRules.AfterReport(known, Refusal(start));
        Assert.Same(known, refused);
        refused = ReachabilityRules.AfterReport(known, Refusal(start.AddHours(1)));
        Assert.Same(refused, ReachabilityRules.AfterTaken(refused, start.AddHours(1)));

        var taken = ReachabilityRules.AfterTaken(refused, start.AddDays(2));
        Assert.Null(taken.Unreachable);
        var after = ReachabilityRules.AfterReport(taken, Refusal(start.AddDays(refusedDay)));

        Assert.Equal(isSettled, after.Unreachable is null);

        AddressReport Refusal(DateTimeOffset at) => new(known.Id, UnreachableCause.Refused, at, "mark", "5.1.1", "privacy-2.0");
    }

    [Theory]
    [InlineData(UnreachableCause.Bounced, 1, UnreachableCause.Refused, 2)]
    [InlineData(UnreachableCause.Bounced, 2, UnreachableCause.Refused, 1)]
    [InlineData(UnreachableCause.Refused, 1, UnreachableCause.Bounced, 2)]
    [InlineData(UnreachableCause.Refused, 2, UnreachableCause.Bounced, 1)]
    public void A_refusal_never_outweighs_that_the_address_is_dead_in_whatever_order_they_come(UnreachableCause first, int firstDay, UnreachableCause second, int secondDay)
    {
        var start = ServiceBuilder.Start;
        var known = new Recipient(RecipientId.Parse("0123456789abcdef01234567"), "ann@example.net", null, null, new AddressVerification(start, "double-opt-in", start), start);

        var after = ReachabilityRules.AfterReport(ReachabilityRules.AfterReport(known, Report(first, firstDay)), Report(second, secondDay));

        Assert.Equal((UnreachableCause.Bounced, false), (after.Unreachable!.Cause, after.MayBeMailed));
        Assert.Same(after, ReachabilityRules.AfterTaken(after, start.AddDays(3)));

        AddressReport Report(UnreachableCause cause, int days) => new(known.Id, cause, start.AddDays(days), "mark", "5.1.1", "privacy-2.0");
    }

    private static async Task<Recipient> AddAsync(NoticeJourney journey)
    {
        var person = journey.Person(1) with { Id = journey.Service.Get<RecipientIdentity>().IdOf(Beyond), Address = Beyond };
        await journey.Service.Get<RecipientStore>().UpsertManyAsync([person], Cancellation);
        return person;
    }
}
