using System.Globalization;
using CsCheck;
using Microsoft.Extensions.Options;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Recipients;

public sealed class RecipientIdentityTests(AzuriteFixture azurite)
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ann@example.com", "  Ann@Example.COM ")]
    [InlineData("ann@example.com", "ann@example.com.")]
    [InlineData("ann@bücher.example", "ANN@xn--bcher-kva.example")]
    [InlineData("ann@BÜCHER.example", "ann@bu\u0308cher.example")]
    [InlineData("jos\u00e9@example.com", "JOSE\u0301@example.com")]
    public void One_person_has_one_id_in_any_spelling_of_the_address(string one, string other) =>
        Assert.Equal(Identity(Key).IdOf(one), Identity(Key).IdOf(other));

    [Theory]
    [InlineData("ann@example.com", "anne@example.com")]
    [InlineData("ann@example.com", "ann@example.org")]
    [InlineData("ann@example.com", "a.nn@example.com")]
    [InlineData("ann@example.com", "ann+news@example.com")]
    public void Different_addresses_are_different_people(string one, string other) =>
        Assert.NotEqual(Identity(Key).IdOf(one), Identity(Key).IdOf(other));

    [Fact]
    public void Without_the_key_nobody_can_tell_the_id_of_an_address() =>
        Assert.NotEqual(Identity(Key).IdOf("ann@example.com"), Identity("another-key-of-more-than-32-characters").IdOf("ann@example.com"));

    [Fact]
    public void Any_text_at_all_has_an_id_and_always_the_same() =>
        Gen.String.Sample(text => Identity(Key).IdOf(text) == Identity(Key).IdOf(text), iter: 2_000);

    [Fact]
    public void The_canonical_form_is_its_own_canonical_form() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 10], Gen.String[Gen.Char["aäöüßéñ漢あABZ09"], 1, 10]).Sample((local, domain) =>
        {
            var canonical = RecipientIdentity.Canonical($"{local}@{domain}.example");
            return RecipientIdentity.Canonical(canonical) == canonical;
        });

    [Fact]
    public void People_spread_evenly_over_the_partitions()
    {
        var identity = Identity(Key);
        var sizes = Enumerable.Range(0, 6_400)
            .GroupBy(n => identity.IdOf(string.Create(CultureInfo.InvariantCulture, $"person{n}@example.com")).Partition)
            .ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(RecipientId.Partitions.Order(), sizes.Keys.Order());
        Assert.All(sizes.Values, size => Assert.InRange(size, 50, 160));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("too short")]
    public async Task A_missing_or_short_key_stops_the_start_and_is_named(string? key)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => new ServiceBuilder(azurite).With("Recipients:IdKey", key).StartAsync(Cancellation));

        Assert.Contains("Recipients:IdKey", failure.Message, StringComparison.Ordinal);
    }

    private static RecipientIdentity Identity(string key) => new(Options.Create(new RecipientOptions { IdKey = key }));
}
