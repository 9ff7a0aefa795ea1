using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Goes once over the people of one partition and makes what copies are due: claimed in one transaction, sent, recorded in another.
/// The ledger is the only checkpoint, so a pass may be broken off, repeated or run twice at once.
/// </summary>
internal sealed class PartitionPass(
    NoticeStore notices, DeliveryLedger ledger, PageSender sender, PageRecorder recordings, RefusedAddresses addresses, SendPace pace, IOptions<NoticeOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromMinutes(1);

    public async Task<PassResult> RunAsync(
        IMailing mailing, string partition, BatchDigest digest, RefusalWatch refusals, DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        var before = await notices.PartitionAsync(mailing.Id, partition, cancellationToken);
        var tally = new PassTally(mailing.StartsAt);
        var page = new List<Addressee>(options.Value.PageSize);
        var suppressed = new SuppressedPage(ledger, mailing, clock, options.Value.PageSize);
        var contended = false;
        await foreach (var person in mailing.ReadAsync(partition, cancellationToken))
        {
            var (recipient, delivery, notMailedBecause) = person;
            if (recordings.Holds(mailing.Id, recipient.Id))
            {
                // Sent, and still to be written down: whatever the ledger says, nobody may send it again.
                contended = true;
                tally.Add(recipient, delivery);
                continue;
            }

            if (notMailedBecause is not null && (delivery is null || delivery.IsDue(clock.GetUtcNow())))
            {
                contended |= !await suppressed.AddAsync(recipient, delivery, notMailedBecause, tally, digest, cancellationToken);
                continue;
            }

            if (!recipient.IsVerified || (delivery?.IsDue(clock.GetUtcNow()) == false && !SuppressedPage.Releases(person)))
            {
                // What another worker has on its way is not known yet; and this pass may be the last to say how far the partition has come.
                contended |= delivery?.State is DeliveryState.Sending;
                tally.Add(recipient, delivery);
                continue;
            }

            if (page.Count > 0 && (page.Count >= pace.LargestPage || !DeliveryRow.AreTogether(page[0].Recipient.Id, recipient.Id)))
            {
                if (await SendPageAsync(mailing, page, suppressed, tally, digest, refusals, endBy, cancellationToken) is not { } taken)
                {
                    return PassResult.MayNotMail;
                }

                contended |= !taken;
                page.Clear();
                if (clock.GetUtcNow() >= endBy)
                {
                    return PassResult.OutOfTime;
                }
            }

            page.Add(person);
        }

        contended |= !await suppressed.FlushAsync(tally, digest, cancellationToken);
        if (page.Count > 0)
        {
            if (await SendPageAsync(mailing, page, suppressed, tally, digest, refusals, endBy, cancellationToken) is not { } taken)
            {
                return PassResult.MayNotMail;
            }

            contended |= !taken;
        }

        contended |= !await suppressed.FlushAsync(tally, digest, cancellationToken);
        await addresses.KeepAsync(mailing, partition, tally.News, cancellationToken);
        var now = clock.GetUtcNow().ToUniversalTime();
        await notices.RecordPassAsync(
            mailing.Id, before, new(partition, NextPass(mailing, tally, contended, now), now, tally.Counts, tally.Failures, default), cancellationToken);
        return PassResult.Done;
    }

    /// <returns>Null when mailing may not go on; false when another worker has the page; true when it was sent and recorded, or left for later.</returns>
    private async Task<bool?> SendPageAsync(
        IMailing mailing,
        List<Addressee> page,
        SuppressedPage suppressed,
        PassTally tally,
        BatchDigest digest,
        RefusalWatch refusals,
        DateTimeOffset endBy,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (pace.ClosedUntil is { } opens)
        {
            // Claimed for nothing, every page would cost two transactions and an attempt.
            page.ForEach(person => tally.Add(person.Recipient, person.Delivery));
            tally.LookAt(opens);
            return true;
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        if (await mailing.OpenPageAsync(page, now, cancellationToken) is not { } opened)
        {
            return null;
        }

        var undisturbed = true;
        foreach (var person in page.Where(person => opened.LeftOut.ContainsKey(person.Recipient.Id)))
        {
            undisturbed &= await suppressed.AddAsync(
                person.Recipient, person.Delivery, opened.LeftOut[person.Recipient.Id], tally, digest, cancellationToken);
        }

        page.RemoveAll(person => opened.LeftOut.ContainsKey(person.Recipient.Id));
        if (page.Count == 0)
        {
            return undisturbed;
        }

        var attempt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var claims = await ledger.TryClaimAsync(
            mailing.Id, [.. page.Select(person => Claim(person.Recipient, person.Delivery, attempt, opened.Revision, now))], cancellationToken);
        if (claims is null)
        {
            page.ForEach(person => tally.Add(person.Recipient, person.Delivery));
            return false;
        }

        var result = await sender.SendAsync(mailing.Id, opened.Content, [.. page.Zip(claims, (person, claim) => (person.Recipient, claim))], cancellationToken);

        var recorded = await recordings.RecordAsync(mailing.Id, result.Deliveries, endBy, cancellationToken);
        for (var index = 0; index < page.Count; index++)
        {
            // What is only held here is not known to anybody else: for them it is still on its way.
            tally.Add(page[index].Recipient, recorded ? result.Deliveries[index] : claims[index]);
            if (recorded && result.Deliveries[index].IsSettled)
            {
                digest.Add(result.Deliveries[index]);
            }
        }

        if ((result.StoppedBecause ?? refusals.Add(result)) is { } because)
        {
            // A mail system that turns us away is tried again later; refusals by the page are for legal to look into.
            await mailing.PauseAsync(because, now, result.StoppedBecause is null ? null : now.AddMinutes(options.Value.StopRetryMinutes));
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return undisturbed && recorded;
    }

    private Delivery Claim(Recipient recipient, Delivery? before, string attempt, int revision, DateTimeOffset now) =>
        (before ?? new(recipient.Id, DeliveryState.Planned, now, 0, null, null, null, null, null, null, null, revision, null)) with
        {
            State = DeliveryState.Sending,
            Attempts = (before?.Attempts ?? 0) + 1,
            AttemptId = attempt,
            LeaseUntil = now.AddSeconds(options.Value.LeaseSeconds),
            NotBefore = null,
            Revision = revision,
        };

    private static DateTimeOffset NextPass(IMailing mailing, PassTally tally, bool contended, DateTimeOffset now)
    {
        var next = mailing.NextLookAt(now);
        if (tally.NextLookAt is { } look && look < next)
        {
            next = look;
        }

        return contended && now + SoonAgain < next ? now + SoonAgain : next;
    }
}
