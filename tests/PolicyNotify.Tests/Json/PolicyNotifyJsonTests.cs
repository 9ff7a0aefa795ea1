using System.Text.Json;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Json;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Json;

public sealed class PolicyNotifyJsonTests
{
    private static readonly PolicyVersion Version = new(
        DocumentId.Parse("privacy"), new(2, 0), "Privacy \"Policy\"", "en", TextHash.Of([1]), Significance.Significant, null, null, ServiceBuilder.Start, "key:ci",
        new DateOnly(2026, 4, 3), "Europe/Berlin", new DateTimeOffset(2026, 4, 2, 22, 0, 0, TimeSpan.Zero), VersionState.InForce, null, null);

    [Fact]
    public void A_version_survives_the_way_out_and_back() =>
        Assert.Equal(Version, JsonSerializer.Deserialize<PolicyVersion>(JsonSerializer.Serialize(Version, PolicyNotifyJson.Compact), PolicyNotifyJson.Compact));

    [Fact]
    public void Identifiers_are_texts_enumerations_are_words_and_what_is_unknown_is_left_out()
    {
        var json = JsonSerializer.SerializeToElement(Version, PolicyNotifyJson.Compact);

        Assert.Equal(
            ("privacy", "2.0", "significant", "inForce", "2026-04-03"),
            (Text("document"), Text("number"), Text("significance"), Text("state"), Text("effectiveOn")));
        Assert.False(json.TryGetProperty("heldBecause", out _));

        string? Text(string name) => json.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("\"privacy 2\"")]
    [InlineData("7")]
    [InlineData("null")]
    public void A_text_that_is_no_identifier_is_refused_as_malformed_json(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<VersionNumber>(json, PolicyNotifyJson.Compact)
            ?? throw new JsonException("null stands for nothing"));

    [Fact]
    public void Identifiers_may_be_keys()
    {
        var counts = new Dictionary<RecipientId, int> { [RecipientId.Parse("0123456789abcdef01234567")] = 1 };

        var json = JsonSerializer.Serialize(counts, PolicyNotifyJson.Compact);

        Assert.Equal("{\"0123456789abcdef01234567\":1}", json);
        Assert.Equal(counts, JsonSerializer.Deserialize<Dictionary<RecipientId, int>>(json, PolicyNotifyJson.Compact));
    }
}
