using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>
/// What the storage itself takes under the run's own conditions: for each person the two rows that the design writes, claim and outcome, in
/// transactions of 100, with the run's rows, its partitions filled as far, its tables, its client and its concurrency, and nothing else:
/// nobody is read, nothing is written, sent or decided.
/// </summary>
internal sealed class StorageCeiling(IServiceProvider services, BenchmarkPeople people, int workers)
{
    private const int FewestPeople = 20_000;
    private const int PeopleToWarmUp = 4_000;

    private static readonly NoticeId Notice = NoticeId.Of(DocumentId.Parse("privacy"), new VersionNumber(2, 0));

    /// <returns>People a second.</returns>
    public async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("warmup", Partitions(PeopleToWarmUp), cancellationToken);
        var measured = Partitions(FewestPeople);
        var watch = Stopwatch.StartNew();
        await WriteAsync("ceiling", measured, cancellationToken);
        return measured.Sum(ids => ids.Count) / watch.Elapsed.TotalSeconds;
    }

    // Whole partitions, so that each is as full as the run will fill it, and as many as keep all workers busy to the end.
    private List<IReadOnlyList<RecipientId>> Partitions(int fewest)
    {
        var partitions = new List<IReadOnlyList<RecipientId>>();
        while (partitions.Count < RecipientId.PartitionCount && (partitions.Count % workers != 0 || partitions.Sum(ids => ids.Count) < fewest))
        {
            partitions.Add(people.IdsOf(partitions.Count));
        }

        return partitions;
    }

    private async Task WriteAsync(string tables, List<IReadOnlyList<RecipientId>> partitions, CancellationToken cancellationToken)
    {
        var layout = services.GetRequiredService<StorageLayout>();
        await Parallel.ForAsync(0, partitions.Count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, async (index, stop) =>
        {
            var table = await layout.TableAsync($"{tables}{index}", stop);
            foreach (var page in partitions[index].GroupBy(id => DeliveryRow.PartitionOf(Notice, id)).SelectMany(together => together.Chunk(100)))
            {
                var claims = page.Select(Claim).ToList();
                var answers = await table.SubmitTransactionAsync(
                    claims.Select(claim => new TableTransactionAction(TableTransactionActionType.Add, DeliveryRow.Write(Notice, claim))), stop);
                await table.SubmitTransactionAsync(
                    claims.Zip(answers.Value, (claim, answer) => new TableTransactionAction(
                        TableTransactionActionType.UpdateReplace, DeliveryRow.Write(Notice, Outcome(claim)), answer.Headers.ETag ?? ETag.All)),
                    stop);
            }
        });
        for (var index = 0; index < partitions.Count; index++)
        {
            await (await layout.TableAsync($"{tables}{index}", cancellationToken)).DeleteAsync(cancellationToken);
        }
    }

    private static Delivery Claim(RecipientId id) => new(
        id, DeliveryState.Sending, DateTimeOffset.UnixEpoch, 1, "0123456789abcdef0123456789abcdef", DateTimeOffset.UnixEpoch, null, null, null, null, null, 1, null);

    private static Delivery Outcome(Delivery claim) => claim with
    {
        State = DeliveryState.Accepted,
        LeaseUntil = null,
        AcceptedAt = DateTimeOffset.UnixEpoch,
        Transport = "counting",
        ProviderId = $"{claim.Recipient.Value[..20]}.privacy-2.0@example.com",
    };
}
