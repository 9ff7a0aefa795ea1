using System.Text;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Recipients;

/// <summary>Imports files and looks at what came of them.</summary>
internal sealed class ImportDriver(TestService service)
{
    public const string Header = "email,verified_at,verification_method,name,account_id\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string Lines(ImportedLines lines) => string.Join(", ", lines.Lines);

    public RecipientStore Store => service.Get<RecipientStore>();

    public Task<RecipientImportReport> ImportAsync(string csv) => ImportAsync(Encoding.UTF8.GetBytes(csv));

    public async Task<RecipientImportReport> ImportAsync(byte[] csv)
    {
        using var stream = new MemoryStream(csv);
        return await service.Get<RecipientImport>().ImportAsync(stream, Actor.Key("tests"), Cancellation);
    }

    public Task<RejectedInputException> RefusedAsync(string csv) => RefusedAsync(Encoding.UTF8.GetBytes(csv));

    public Task<RejectedInputException> RefusedAsync(byte[] csv) => Assert.ThrowsAsync<RejectedInputException>(() => ImportAsync(csv));

    public async Task<Recipient> FindAsync(string address) =>
        await Store.FindByAddressAsync(address, Cancellation) ?? throw new InvalidOperationException($"{address} is not there.");

    public Task<RecipientCounts> CountsAsync() => Store.CountsAsync(Cancellation);
}
