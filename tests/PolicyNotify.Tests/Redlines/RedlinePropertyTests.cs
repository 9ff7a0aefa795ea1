using System.Text;
using System.Text.Json;
using CsCheck;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Changes.Redlines;
using PolicyNotify.Tests.Comparison;
using PolicyNotify.Tests.Documents;

namespace PolicyNotify.Tests.Redlines;

public sealed class RedlinePropertyTests
{
    private static readonly Gen<string> AnyText =
        Gen.String[Gen.Char["ab1.-*_`~[]()<>!|#&;{}%:\\/'\"“’–… \t\r\n\n\n\u00A0\u00AD漢"], 1, 150];

    [Fact]
    public void Both_texts_can_be_rebuilt_exactly() =>
        GeneratedPolicies.Pairs.Sample(pair => AssertRebuilds(pair.Old, pair.New));

    [Fact]
    public void Both_texts_can_be_rebuilt_exactly_whatever_characters_they_hold() =>
        Gen.Select(AnyText, AnyText, AnyText).Sample((start, middle, end) => AssertRebuilds(start + middle, middle + end));

    [Fact]
    public void Both_texts_can_be_rebuilt_exactly_from_the_json_alone() =>
        GeneratedPolicies.Pairs.Sample(pair =>
        {
            var (old, @new) = ("---\ntitle: Old\n---\n" + pair.Old, pair.New);
            using var json = JsonDocument.Parse(Redline.Create(Policies.Compare(old, @new)).ToJson());
            Assert.Equal(old, Rebuild(json.RootElement, "old"));
            Assert.Equal(@new, Rebuild(json.RootElement, "new"));
        });

    [Fact]
    public void A_text_compared_with_itself_gives_an_empty_redline() =>
        GeneratedPolicies.Blocks.Sample(blocks =>
            Redline.Create(Policies.Compare(GeneratedPolicies.Join(blocks), GeneratedPolicies.Join(blocks))).IsEmpty);

    private static void AssertRebuilds(string old, string @new)
    {
        if (PolicyDocument.Parse("old", old).Document is not { } before || PolicyDocument.Parse("new", @new).Document is not { } after)
            return;

        var redline = Redline.Create(PolicyComparison.Compare(before, after));
        Assert.Equal(old, redline.RebuildOld());
        Assert.Equal(@new, redline.RebuildNew());
    }

    private static string Rebuild(JsonElement root, string side)
    {
        var text = new StringBuilder(root.GetProperty("head").GetProperty(side).GetString());
        var items = root.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("items").EnumerateArray());
        foreach (var item in items.Where(item => item.TryGetProperty($"{side}Index", out _)).OrderBy(item => item.GetProperty($"{side}Index").GetInt32()))
        {
            foreach (var run in item.GetProperty("runs").EnumerateArray())
            {
                if (run.TryGetProperty("source", out var both) || run.TryGetProperty($"{side}Source", out both))
                    text.Append(both.GetString());
            }
        }

        return text.Append(root.GetProperty("tail").GetProperty(side).GetString()).ToString();
    }
}
