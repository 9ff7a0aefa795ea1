using Azure.Data.Tables;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

/// <summary>Publishes and looks at what came of it.</summary>
internal sealed class PublishingDriver(TestService service)
{
    public static DocumentId Privacy { get; } = DocumentId.Parse("privacy");

    public static Actor Legal { get; } = Actor.Key("legal");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public VersionStore Versions => service.Get<VersionStore>();

    public Task<PublishResult> PublishAsync(PolicyDraft draft) => PublishAsync(draft.Bytes);

    public Task<PublishResult> PublishAsync(byte[] bytes) => service.Get<PublishingService>().PublishAsync(Privacy, bytes, Legal, Cancellation);

    public Task<RejectedInputException> RefusedAsync(PolicyDraft draft) => RefusedAsync(draft.Bytes);

    public Task<RejectedInputException> RefusedAsync(byte[] bytes) => Assert.ThrowsAsync<RejectedInputException>(() => PublishAsync(bytes));

    public async Task<PolicyVersion> VersionAsync(string number) => await Versions.GetAsync(Privacy, VersionNumber.Parse(number), Cancellation);

    public async Task<IReadOnlyList<string>> NumbersAsync() =>
        [.. (await Versions.ListVersionsAsync(Privacy, Cancellation)).Select(version => version.Number.ToString())];

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync() =>
        await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation);

    public async Task ClearAsync(string table)
    {
        var rows = new TableServiceClient(service.Storage).GetTableClient(table);
        foreach (var row in await rows.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation))
        {
            await rows.DeleteEntityAsync(row, cancellationToken: Cancellation);
        }
    }
}
