using System.Globalization;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Recipients;

public sealed class RecipientStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recipient_is_found_by_id_and_by_address_in_any_letter_case()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var ann = Person(service, "Ann@Example.com", verified: true);
        var store = service.Get<RecipientStore>();

        await store.UpsertManyAsync([ann], Cancellation);

        Assert.Equal(ann, await store.GetAsync(ann.Id, Cancellation));
        Assert.Equal(ann, await store.FindByAddressAsync("ANN@EXAMPLE.COM", Cancellation));
        Assert.Null(await store.FindByAddressAsync("bob@example.com", Cancellation));
    }

    [Fact]
    public async Task Partitions_are_read_in_the_order_of_ids_and_resumed_where_reading_stopped()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var store = service.Get<RecipientStore>();
        var people = People(service, 1_500);
        await store.UpsertManyAsync(people, Cancellation);

        var read = new List<Recipient>();
        foreach (var partition in RecipientId.Partitions)
        {
            var whole = await store.ReadPartitionAsync(partition, null, Cancellation).ToListAsync(Cancellation);
            var middle = whole[whole.Count / 2].Id;
            Assert.Equal(whole.SkipWhile(person => person.Id != middle).Skip(1), await store.ReadPartitionAsync(partition, middle, Cancellation).ToListAsync(Cancellation));
            Assert.Equal(whole.OrderBy(person => person.Id.Value, StringComparer.Ordinal), whole);
            Assert.All(whole, person => Assert.Equal(partition, person.Id.Partition));
            read.AddRange(whole);
        }

        Assert.Equal(people.OrderBy(person => person.Id.Value, StringComparer.Ordinal), read.OrderBy(person => person.Id.Value, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Counts_follow_every_change()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var store = service.Get<RecipientStore>();
        var people = People(service, 300);

        await store.UpsertManyAsync(people, Cancellation);
        Assert.Equal(new RecipientCounts(150, 150), await store.CountsAsync(Cancellation));
        await store.UpsertManyAsync(people, Cancellation);
        Assert.Equal(new RecipientCounts(150, 150), await store.CountsAsync(Cancellation));
        await store.UpsertManyAsync(people.Select(person => person with { Verification = null }), Cancellation);
        Assert.Equal(new RecipientCounts(0, 300), await store.CountsAsync(Cancellation));
    }

    [Fact]
    public async Task Two_processes_storing_the_same_people_at_once_count_each_once()
    {
        await using var one = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var two = await new ServiceBuilder(azurite).Beside(one).StartAsync(Cancellation);
        var people = People(one, 400);

        await Task.WhenAll(
            one.Get<RecipientStore>().UpsertManyAsync(people, Cancellation),
            two.Get<RecipientStore>().UpsertManyAsync(people, Cancellation),
            two.Get<RecipientStore>().UpsertManyAsync(people.Take(200), Cancellation));

        Assert.Equal(new RecipientCounts(200, 200), await one.Get<RecipientStore>().CountsAsync(Cancellation));
    }

    [Fact]
    public async Task Two_processes_storing_different_people_at_once_count_them_all()
    {
        await using var one = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var two = await new ServiceBuilder(azurite).Beside(one).StartAsync(Cancellation);
        var people = People(one, 1_200);
        await one.Get<RecipientStore>().UpsertManyAsync(people.Take(600), Cancellation);

        await Task.WhenAll(
            one.Get<RecipientStore>().UpsertManyAsync(people.Skip(600).Take(300), Cancellation),
            two.Get<RecipientStore>().UpsertManyAsync(people.Skip(900), Cancellation));

        Assert.Equal(new RecipientCounts(600, 600), await one.Get<RecipientStore>().CountsAsync(Cancellation));
    }

    [Fact]
    public void A_recipient_put_into_a_log_shows_no_address()
    {
        var id = RecipientId.Parse("0123456789abcdef01234567");

        Assert.DoesNotContain("ann", new Recipient(id, "ann@example.com", "Ann", null, null, ServiceBuilder.Start).ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static List<Recipient> People(TestService service, int count) =>
        [.. Enumerable.Range(0, count).Select(n => Person(service, string.Create(CultureInfo.InvariantCulture, $"person{n}@example.com"), n % 2 == 0))];

    private static Recipient Person(TestService service, string address, bool verified) => new(
        service.Get<RecipientIdentity>().IdOf(address), address, "A person", null,
        verified ? new(ServiceBuilder.Start.AddDays(-1), "double-opt-in", ServiceBuilder.Start) : null, ServiceBuilder.Start);
}
