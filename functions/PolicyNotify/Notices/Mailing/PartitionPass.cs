using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Goes once over the recipients of one partition and makes what deliveries are due: claimed in one transaction, sent, recorded in another.
/// The ledger is the only checkpoint, so a pass may be broken off, repeated or run twice at once.
/// </summary>
internal sealed class PartitionPass(
    NoticeStore notices,
    NoticeRecorder recorder,
    NoticeContentStore contents,
    DeliveryLedger ledger,
    LedgerScan scan,
    PageSender sender,
    SendPace pace,
    IOptions<NoticeOptions> options,
    TimeProvider clock)
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromMinutes(1);

    public async Task<PassResult> RunAsync(
        Notice notice, string partition, BatchDigest digest, RefusalWatch refusals, DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        var before = await notices.PartitionAsync(notice.Id, partition, cancellationToken);
        var tally = new PassTally(notice);
        var page = new List<(Recipient Recipient, Delivery? Delivery)>(options.Value.PageSize);
        var suppressed = new SuppressedPage(ledger, notice, clock, options.Value.PageSize);
        var contended = false;
        await foreach (var (recipient, delivery) in scan.ReadAsync(notice.Id, partition, cancellationToken))
        {
            if (suppressed.Takes(recipient, delivery))
            {
                contended |= !await suppressed.AddAsync(recipient, delivery, tally, digest, cancellationToken);
                continue;
            }

            if (!recipient.IsVerified || (delivery?.IsDue(clock.GetUtcNow()) == false && !suppressed.Releases(recipient, delivery)))
            {
                // What another worker has on its way is not known yet; and this pass may be the last to say how far the partition has come.
                contended |= delivery?.State is DeliveryState.Sending;
                tally.Add(recipient, delivery);
                continue;
            }

            if (page.Count > 0 && (page.Count >= pace.LargestPage || !DeliveryRow.AreTogether(page[0].Recipient.Id, recipient.Id)))
            {
                if (await SendPageAsync(notice, page, tally, digest, refusals, cancellationToken) is not { } taken)
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

            page.Add((recipient, delivery));
        }

        contended |= !await suppressed.FlushAsync(tally, digest, cancellationToken);
        if (page.Count > 0)
        {
            if (await SendPageAsync(notice, page, tally, digest, refusals, cancellationToken) is not { } taken)
            {
                return PassResult.MayNotMail;
            }

            contended |= !taken;
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        await notices.RecordPassAsync(
            notice.Id, before, new(partition, NextPass(notice, tally, contended, now), now, tally.Counts, tally.Failures, default), cancellationToken);
        return PassResult.Done;
    }

    /// <returns>Null when mailing may not go on; false when another worker has the page; true when it was sent and recorded, or left for later.</returns>
    private async Task<bool?> SendPageAsync(
        Notice notice,
        List<(Recipient Recipient, Delivery? Delivery)> page,
        PassTally tally,
        BatchDigest digest,
        RefusalWatch refusals,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (pace.ClosedUntil is { } opens)
        {
            // Claimed for nothing, every page would cost two transactions and an attempt.
            page.ForEach(entry => tally.Add(entry.Recipient, entry.Delivery));
            tally.LookAt(opens);
            return true;
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        var current = await notices.GetAsync(notice.Id, cancellationToken);
        if (!current.MayMail(now))
        {
            return null;
        }

        var attempt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var claims = await ledger.TryClaimAsync(
            notice.Id, [.. page.Select(entry => Claim(entry.Recipient, entry.Delivery, attempt, current.Revision, now))], cancellationToken);
        if (claims is null)
        {
            page.ForEach(entry => tally.Add(entry.Recipient, entry.Delivery));
            return false;
        }

        var content = await contents.GetAsync(notice.Id, current.Revision, cancellationToken);
        var result = await sender.SendAsync(notice.Id, content, [.. page.Zip(claims, (entry, claim) => (entry.Recipient, claim))], cancellationToken);

        // What was sent must be recorded, whoever is in a hurry.
        await ledger.RecordAsync(notice.Id, result.Deliveries, CancellationToken.None);
        for (var index = 0; index < page.Count; index++)
        {
            tally.Add(page[index].Recipient, result.Deliveries[index]);
            if (result.Deliveries[index].IsSettled)
            {
                digest.Add(result.Deliveries[index]);
            }
        }

        if ((result.StoppedBecause ?? refusals.Add(result)) is { } because)
        {
            await PauseAsync(notice.Id, because, byItself: result.StoppedBecause is not null, now);
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return true;
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

    // A mail system that turns us away is tried again later; refusals by the page are for legal to look into.
    private async Task PauseAsync(NoticeId notice, string because, bool byItself, DateTimeOffset now) => await recorder.ChangeAsync(
        notice,
        current => current.PausedBecause is null
            ? (current with { PausedBecause = because, PausedUntil = byItself ? now.AddMinutes(options.Value.StopRetryMinutes) : null })
                .Recording(NoticeEvents.Paused(notice, because, now))
            : null,
        CancellationToken.None);

    private DateTimeOffset NextPass(Notice notice, PassTally tally, bool contended, DateTimeOffset now)
    {
        var next = now.AddMinutes(options.Value.CatchUpMinutes);

        // Whoever is verified shortly before the last moment should still be told in time.
        var lastCall = notice.Dates.TellBy.AddMinutes(-2);
        if (now < lastCall && lastCall < next)
        {
            next = lastCall;
        }

        if (tally.NextLookAt is { } look && look < next)
        {
            next = look;
        }

        return contended && now + SoonAgain < next ? now + SoonAgain : next;
    }
}
