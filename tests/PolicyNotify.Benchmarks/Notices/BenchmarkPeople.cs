using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Recipients;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>Verified people, numbered from 0, by the partition they live in.</summary>
internal sealed class BenchmarkPeople
{
    private const string Domain = "@example.net";
    private const string Prefix = "person";
    private const int AtOnce = 2_000;

    private readonly RecipientIdentity identity;
    private readonly List<int>[] partitions;

    public BenchmarkPeople(IServiceProvider services, int count)
    {
        identity = services.GetRequiredService<RecipientIdentity>();
        var names = RecipientId.Partitions.ToList();
        partitions = [.. names.Select(_ => new List<int>())];
        for (var number = 0; number < count; number++)
        {
            partitions[names.IndexOf(identity.IdOf(AddressOf(number)).Partition)].Add(number);
        }
    }

    public static int NumberOf(string address) =>
        int.Parse(address.AsSpan(Prefix.Length, address.Length - Prefix.Length - Domain.Length), CultureInfo.InvariantCulture);

    /// <summary>The ids of one partition, sorted as storage sorts them.</summary>
    public IReadOnlyList<RecipientId> IdsOf(int partition) =>
        [.. partitions[partition].Select(number => identity.IdOf(AddressOf(number))).OrderBy(id => id.Value, StringComparer.Ordinal)];

    /// <summary>All of them, by their numbers.</summary>
    public IReadOnlyList<Recipient> All(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return [.. partitions.SelectMany(numbers => numbers).Order().Select(number => Person(number, now))];
    }

    /// <summary>Stores them, partition by partition, so that few are in memory at a time.</summary>
    public async Task StoreAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<RecipientStore>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await Parallel.ForEachAsync(partitions, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (numbers, stop) =>
        {
            foreach (var chunk in numbers.Select(number => Person(number, now)).OrderBy(person => person.Id.Value, StringComparer.Ordinal).Chunk(AtOnce))
            {
                await store.UpsertManyAsync(chunk, stop);
            }
        });
    }

    private Recipient Person(int number, DateTimeOffset now)
    {
        var address = AddressOf(number);
        return new(identity.IdOf(address), address, $"Person {number}", null, new AddressVerification(now, "double-opt-in", now), now);
    }

    private static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}{Domain}");
}
