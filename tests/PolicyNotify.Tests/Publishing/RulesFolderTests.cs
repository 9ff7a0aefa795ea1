using Microsoft.Extensions.Options;
using PolicyNotify.Changes;
using PolicyNotify.Tests.Cli;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

public sealed class RulesFolderTests(AzuriteFixture azurite) : IDisposable
{
    private const string Setting = "Publishing:RulesFolder";
    private const string Own = "language: en\nkind: substance\nentries:\n- {id: zupfel, category: collection, terms: [zupfel], comment: Our word for a pick-up code., source: glossary}\n";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_word_of_the_company_s_own_counts_when_a_version_is_published()
    {
        folder.Write("own.yaml", Own);
        var before = new PolicyDraft { Body = "Our drivers see your first stop.\n" };
        var after = before with { Body = "Our drivers see your first stop and your zupfel.\n", Summary = "Drivers see your pick-up code." };
        await using var service = await new ServiceBuilder(azurite).With(Setting, folder.Path).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(before);

        var result = await driver.PublishAsync(after);

        Assert.Equal(Significance.Significant, result.Version.Significance);
        Assert.Contains(result.Classification!.Judgement.Reasons, reason => reason.Rule == "collection");
    }

    [Fact]
    public async Task A_broken_entry_stops_the_start_with_setting_file_and_line()
    {
        folder.Write("own.yaml", Own + "\n- id: lost\n  category: nowhere\n  terms: [zapfel]\n  comment: c\n  source: d\n");

        var message = await RefusedAsync(folder.Path);

        Assert.Contains(Setting, message, StringComparison.Ordinal);
        Assert.Contains("own.yaml:6: 'nowhere' is no category", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_missing_or_has_no_rules_or_no_name_stops_the_start()
    {
        Assert.Contains("no folder", await RefusedAsync(Path.Combine(folder.Path, "elsewhere")), StringComparison.Ordinal);
        Assert.Contains("no lexicon file", await RefusedAsync(folder.Path), StringComparison.Ordinal);
        Assert.Contains(Setting, await RefusedAsync(" "), StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(string value)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => new ServiceBuilder(azurite).With(Setting, value).StartAsync(Cancellation));
        return failure.Message;
    }
}
