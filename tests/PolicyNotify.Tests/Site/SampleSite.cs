using System.Text;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

/// <summary>Publishes the shipped policies so that every standing a version can have is on the site.</summary>
internal sealed class SampleSite(TestService service)
{
    private const string Approval = "\nsignificance: minor\nreason: corrected wording only\napproved-by: A. Counsel";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>privacy: 1.0 past, 1.1 in force, 2.0 coming. terms: 1.0 in force. cookies: 1.0 in force, 2.0 postponed. upcoming: 1.0 not yet in force.</summary>
    public async Task PublishAsync()
    {
        var first = await ReadAsync("privacy");
        await PublishAsync("privacy", first);
        await PublishAsync("terms", await ReadAsync("terms"));
        var cookies = await ReadAsync("cookies");
        await PublishAsync("cookies", cookies);
        await PublishAsync("upcoming", "---\ntitle: Supplier Code\ntimezone: Europe/Dublin\neffective: 2026-06-01\n---\n\nSuppliers keep what we promise.\n");

        service.Clock.Advance(TimeSpan.FromDays(2));
        var minor = Changed(first, "nobody needs a lawyer", "no one needs a lawyer");
        await PublishAsync("privacy", Changed(minor, "language: en", "language: en" + Approval));

        service.Clock.Advance(TimeSpan.FromDays(3));
        var significant = Changed(minor, "| Support data | 24 months", "| Support data | 36 months");
        significant = Changed(
            significant,
            "- our accountants, auditors",
            "- a company that translates messages by machine, which receives support requests written in a language that our team does not speak;\n- our accountants, auditors");
        await PublishAsync("privacy", Changed(
            significant,
            "language: en",
            "language: en\nsummary: We keep support conversations for 36 months instead of 24, and a company that translates messages by machine will receive support requests written in other languages."));

        await PublishAsync("cookies", Changed(cookies, "| 90 days |", "| 12 months |"));
        await service.Get<VersionLifecycle>().HoldAsync(
            DocumentId.Parse("cookies"), new VersionNumber(2, 0), "3 recipients were told too late", Actor.System("tests"), Cancellation);
    }

    public async Task<PolicyVersion> PublishAsync(string document, string text) =>
        (await service.Get<PublishingService>().PublishAsync(DocumentId.Parse(document), Encoding.UTF8.GetBytes(text), Actor.Key("tests"), Cancellation)).Version;

    public static Task<string> ReadAsync(string document) =>
        File.ReadAllTextAsync(Path.Combine(AzuriteFixture.Repository, "policy", $"{document}.md"), Cancellation);

    public static string Changed(string text, string find, string replacement)
    {
        Assert.Contains(find, text, StringComparison.Ordinal);
        return text.Replace(find, replacement, StringComparison.Ordinal);
    }
}
