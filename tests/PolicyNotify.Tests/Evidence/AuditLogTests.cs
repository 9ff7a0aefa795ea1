using Azure.Data.Tables;
using PolicyNotify.Evidence;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Evidence;

public sealed class AuditLogTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_are_numbered_without_gaps_and_each_continues_the_one_before()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        await AppendAsync(service, 1, 2, 3);

        var entries = await ReadAsync(service);
        Assert.Equal([1, 2, 3], entries.Select(entry => entry.Sequence));
        Assert.Equal([AuditHash.BeforeFirst, entries[0].Hash, entries[1].Hash], entries.Select(entry => entry.PreviousHash));
        Assert.All(entries, entry => Assert.Equal(ServiceBuilder.Start, entry.At));
        var verified = await service.Get<AuditLog>().VerifyAsync(Cancellation);
        Assert.Equal(new AuditVerification(true, 3, entries[2].Hash, null, null), verified);
    }

    [Fact]
    public async Task An_empty_log_is_intact()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        Assert.True((await service.Get<AuditLog>().VerifyAsync(Cancellation)).IsIntact);
    }

    [Fact]
    public async Task The_same_change_recorded_twice_leaves_one_entry()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await AppendAsync(service, 1, 2);
        await using var restarted = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);

        await AppendAsync(service, 1);
        await AppendAsync(restarted, 2, 1);

        Assert.Equal(2, (await ReadAsync(service)).Count);
    }

    [Fact]
    public async Task Several_processes_append_at_once_and_lose_nothing()
    {
        await using var one = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var two = await new ServiceBuilder(azurite).Beside(one).StartAsync(Cancellation);
        await using var three = await new ServiceBuilder(azurite).Beside(one).StartAsync(Cancellation);
        TestService[] services = [one, two, three];

        await Task.WhenAll(Enumerable.Range(0, 90).Select(n => AppendAsync(services[n % 3], n / 2)));

        var entries = await ReadAsync(one);
        Assert.Equal(Enumerable.Range(0, 45), entries.Select(entry => int.Parse(entry.Details["number"], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.True((await two.Get<AuditLog>().VerifyAsync(Cancellation)).IsIntact);
    }

    [Fact]
    public async Task Entries_can_be_read_by_subject_and_from_where_an_earlier_reading_stopped()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await AppendAsync(service, 1, 2, 3, 4);
        var log = service.Get<AuditLog>();

        var after = await log.ReadAsync(2, null, Cancellation).ToListAsync(Cancellation);
        var about = await log.ReadAsync(0, "thing/3", Cancellation).ToListAsync(Cancellation);

        Assert.Equal([3, 4], after.Select(entry => entry.Sequence));
        Assert.Equal([3], about.Select(entry => entry.Sequence));
    }

    [Theory]
    [InlineData("Details", "{\"number\":\"7\"}")]
    [InlineData("Actor", "key:somebody-else")]
    [InlineData("Subject", "thing/7")]
    [InlineData("Hash", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("Details", "no longer JSON")]
    public async Task A_changed_entry_is_found_and_named(string column, string value)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await AppendAsync(service, 1, 2, 3);
        var rows = Rows(service);
        var row = (await rows.GetEntityAsync<TableEntity>(AuditRows.Partition, AuditRows.EntryKey(2), cancellationToken: Cancellation)).Value;
        row[column] = value;
        await rows.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        var verified = await service.Get<AuditLog>().VerifyAsync(Cancellation);

        Assert.False(verified.IsIntact);
        Assert.Equal((1, 2), (verified.Entries, verified.FirstBroken));
        Assert.NotEmpty(verified.Problem!);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_removed_entry_is_found_and_named_even_when_it_is_the_last(int sequence)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await AppendAsync(service, 1, 2, 3);
        await Rows(service).DeleteEntityAsync(AuditRows.Partition, AuditRows.EntryKey(sequence), cancellationToken: Cancellation);

        var verified = await service.Get<AuditLog>().VerifyAsync(Cancellation);

        Assert.Equal((false, sequence), (verified.IsIntact, verified.FirstBroken));
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_found_even_with_their_numbers_mended()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await AppendAsync(service, 1, 2, 3, 4);
        var entries = await ReadAsync(service);
        var rows = Rows(service);
        await rows.UpsertEntityAsync(AuditRows.WriteEntry(entries[2] with { Sequence = 2 }), TableUpdateMode.Replace, Cancellation);
        await rows.UpsertEntityAsync(AuditRows.WriteEntry(entries[1] with { Sequence = 3 }), TableUpdateMode.Replace, Cancellation);

        var verified = await service.Get<AuditLog>().VerifyAsync(Cancellation);

        Assert.Equal((false, 2), (verified.IsIntact, verified.FirstBroken));
    }

    [Fact]
    public async Task A_rewritten_past_with_fitting_hashes_breaks_at_the_head()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await AppendAsync(service, 1, 2);
        var entries = await ReadAsync(service);
        await Rows(service).UpsertEntityAsync(
            AuditRows.WriteEntry(AuditHash.Sealed(entries[1] with { Actor = "key:somebody-else" })), TableUpdateMode.Replace, Cancellation);

        var verified = await service.Get<AuditLog>().VerifyAsync(Cancellation);

        Assert.Equal((false, 2), (verified.IsIntact, verified.FirstBroken));
    }

    [Fact]
    public void The_hash_is_that_of_the_documented_canonical_form()
    {
        var entry = new AuditEntry(
            7, new DateTimeOffset(2026, 3, 2, 10, 0, 0, 500, TimeSpan.FromHours(1)), "version.published", "privacy/2.0", "key:ci",
            new Dictionary<string, string> { ["b"] = "ü \"quoted\"", ["B"] = "first in ordinal order" }, AuditHash.BeforeFirst, "");
        const string canonical =
            """{"sequence":7,"at":"2026-03-02T09:00:00.5000000Z","action":"version.published","subject":"privacy/2.0","actor":"key:ci","details":{"B":"first in ordinal order","b":"ü \"quoted\""},"previousHash":"0000000000000000000000000000000000000000000000000000000000000000"}""";

        Assert.Equal(PolicyNotify.Publishing.TextHash.Of(System.Text.Encoding.UTF8.GetBytes(canonical)).Value, AuditHash.Of(entry));
    }

    private static async Task AppendAsync(TestService service, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await service.Get<AuditLog>().AppendAsync(
                new($"thing:{text}", "thing.done", $"thing/{text}", Actor.System("test"), new Dictionary<string, string> { ["number"] = text }), Cancellation);
        }
    }

    private static async Task<IReadOnlyList<AuditEntry>> ReadAsync(TestService service) =>
        await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation);

    private static TableClient Rows(TestService service) => new TableServiceClient(service.Storage).GetTableClient(AuditLog.Table);
}
