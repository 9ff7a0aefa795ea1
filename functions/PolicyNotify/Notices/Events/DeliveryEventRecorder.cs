using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Notices.Events;

/// <summary>
/// Takes events about copies into the ledger, in transactions of up to 100 for each partition, and what they say about addresses into the
/// recipients. Everything may be repeated: an event that was seen changes nothing.
/// </summary>
internal sealed class DeliveryEventRecorder(DeliveryLedger ledger, RecipientReachability reachability, AuditLog audit, PolicyNotifyMetrics metrics)
{
    private const int RowsPerTransaction = 100;
    private const int PartitionsAtOnce = 8;
    private const int IdsPerEntry = 500;

    // Somebody wins every race, so this many losses in a row mean that something else is wrong.
    private const int Attempts = 50;

    /// <summary>Records a batch.</summary>
    /// <param name="batch">Identifies the batch, so that recording it again leaves one audit entry; a hash of what came in.</param>
    /// <param name="source">Who reported, such as <c>sendgrid</c>.</param>
    /// <param name="events">What was reported.</param>
    /// <param name="cancellationToken">Stops between partitions.</param>
    public async Task<RecordedEvents> RecordAsync(string batch, string source, IReadOnlyList<DeliveryEvent> events, CancellationToken cancellationToken)
    {
        var recorded = RecordedEvents.None;
        var unreachable = new List<Recipient>();
        var gate = new Lock();
        await Parallel.ForEachAsync(
            events.GroupBy(one => (one.Mailing, one.Recipient.Partition)),
            new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken },
            async (partition, stop) =>
            {
                var people = partition.GroupBy(one => one.Recipient).GroupBy(person => DeliveryRow.PartitionOf(partition.Key.Mailing, person.Key));
                foreach (var page in people.SelectMany(together => together.Chunk(RowsPerTransaction)))
                {
                    var (part, gone) = await RecordPageAsync(partition.Key.Mailing, partition.Key.Partition, page, stop);
                    lock (gate)
                    {
                        recorded = recorded.Plus(part);
                        unreachable.AddRange(gone);
                    }
                }
            });
        metrics.Reported(source, "new", recorded.New);
        metrics.Reported(source, "repeated", recorded.Repeated);
        metrics.Reported(source, "unknown", recorded.Unknown);
        if (recorded.Known > 0)
        {
            await ReportAsync(batch, source, events, recorded, unreachable);
        }

        return recorded;
    }

    private async Task<(RecordedEvents Recorded, IReadOnlyList<Recipient> Unreachable)> RecordPageAsync(
        MailingId mailing, string partition, IReadOnlyList<IGrouping<RecipientId, DeliveryEvent>> page, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var rows = (await ledger.FindManyAsync(mailing, page.Select(person => person.Key), cancellationToken)).ToDictionary(row => row.Recipient);
            var known = page.Where(person => rows.ContainsKey(person.Key)).ToList();

            // The address first: should the process end in between, the events are still new to the ledger and come again.
            var unreachable = await reachability.ReportAsync(partition, [.. known.SelectMany(person => person).Select(AboutAddress).OfType<AddressReport>()], cancellationToken);
            var before = known.Select(person => rows[person.Key]).ToList();
            var after = known.Select(person => DeliveryEventRules.Apply(rows[person.Key], person)).ToList();
            var changed = after.Where((row, index) => !ReferenceEquals(row, before[index])).ToList();
            if (changed.Count == 0 || await ledger.TryClaimAsync(mailing, changed, cancellationToken) is not null)
            {
                var fresh = known.Sum(person => person.Count(one => !rows[person.Key].Fate.Marks.Contains(one.Id)));
                var ours = known.Sum(person => person.Count());
                return (new(fresh, ours - fresh, page.Sum(person => person.Count()) - ours), unreachable);
            }

            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"Deliveries of {mailing} in partition {partition} changed each time they were to be written.");
            }
        }
    }

    private static AddressReport? AboutAddress(DeliveryEvent one) => one.Kind switch
    {
        DeliveryEventKind.Bounced or DeliveryEventKind.DroppedAsDead => Report(one, UnreachableCause.Bounced),
        DeliveryEventKind.Complained or DeliveryEventKind.DroppedAsUnwanted => Report(one, UnreachableCause.Complained),
        DeliveryEventKind.Blocked => Report(one, null),
        _ => null,
    };

    // One mark for each mailing: ten blocked repeats of one message are one mail that came back.
    private static AddressReport Report(DeliveryEvent one, UnreachableCause? cause) =>
        new(one.Recipient, cause, one.At, one.Mailing.ToString(), one.Code, one.Mailing.ToString());

    private async Task ReportAsync(string batch, string source, IReadOnlyList<DeliveryEvent> events, RecordedEvents recorded, List<Recipient> unreachable)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sha256"] = batch,
            ["new"] = Number(recorded.New),
            ["repeated"] = Number(recorded.Repeated),
            ["unknown"] = Number(recorded.Unknown),
        };
        foreach (var kind in events.GroupBy(one => one.Kind))
        {
            details[$"events.{kind.Key}"] = Number(kind.Count());
        }

        await audit.AppendAsync(
            new($"deliveries.reported:{batch}", "deliveries.reported", source, Actor.System(source), details), CancellationToken.None);
        foreach (var (part, people) in unreachable.OrderBy(person => person.Id.Value, StringComparer.Ordinal).Chunk(IdsPerEntry).Index())
        {
            await audit.AppendAsync(
                new(
                    $"recipients.unreachable:{batch}:{part}",
                    "recipients.unreachable",
                    "recipients",
                    Actor.System(source),
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["sha256"] = batch,
                        ["bounced"] = string.Join(' ', people.Where(person => person.Unreachable!.Cause is UnreachableCause.Bounced).Select(person => person.Id)),
                        ["complained"] = string.Join(' ', people.Where(person => person.Unreachable!.Cause is UnreachableCause.Complained).Select(person => person.Id)),
                    }),
                CancellationToken.None);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
