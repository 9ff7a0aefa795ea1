using System.Text.RegularExpressions;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.ShippedPolicies;

public sealed partial class PolicyFileTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Path.Combine(AzuriteFixture.Repository, "policy"), "*.md").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_policy_can_be_published_without_a_remark(string file)
    {
        var result = PolicyDocument.Parse(file, Read(file));

        Assert.Empty(result.Diagnostics);
        Assert.True(result.IsUsable);
        Assert.Null(result.Document.FrontMatter.Effective);
        Assert.True(DocumentId.TryParse(Path.GetFileNameWithoutExtension(file), out _));
    }

    [Fact]
    public void The_privacy_policy_is_a_complete_one_in_three_parts()
    {
        var text = Read("privacy.md");

        Assert.True(Words().Count(text) > 2500);
        Assert.Equal(3, Regex.Count(text, "(?m)^## Part \\d"));
    }

    // What the system is built to keep; DESIGN.md, section 1.
    [Theory]
    [InlineData("P1", "made known by an announcement within the service or by e-mail")]
    [InlineData("P2", "at least 30 days' notice by e-mail to your primary address")]
    [InlineData("P3", "if yours is unconfirmed you may miss notices")]
    [InlineData("P4", "you may terminate your account by sending us an e-mail within 30 days")]
    [InlineData("P5", "If you go on using the service")]
    [InlineData("P6", "You will not get an e-mail about them")]
    [InlineData("P7", "look at this page from time to time")]
    [InlineData("P8", "you cannot opt out of it while you hold an account")]
    [InlineData("P8", "It contains no advertising of any kind")]
    [InlineData("P9", "by e-mail to your primary address or by a prominent notice on our site")]
    [InlineData("P10", "**Access.**")]
    [InlineData("P10", "**Rectification.**")]
    [InlineData("P10", "**Erasure.**")]
    [InlineData("P10", "**Restriction.**")]
    [InlineData("P10", "**Portability.**")]
    [InlineData("P11", "deleted at a clean-up")]
    [InlineData("P11", "we keep your address on a suppression list")]
    public void The_privacy_policy_makes_every_promise_that_the_system_keeps(string promise, string words) =>
        Assert.True(Read("privacy.md").Contains(words, StringComparison.Ordinal), $"{promise} is gone from policy/privacy.md: “{words}”");

    private static string Read(string file) => File.ReadAllText(Path.Combine(AzuriteFixture.Repository, "policy", file));

    [GeneratedRegex(@"\p{L}[\p{L}'-]*")]
    private static partial Regex Words();
}
