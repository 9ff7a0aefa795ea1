using System.Text;
using Azure.Storage.Blobs;
using PolicyNotify.Changes;
using PolicyNotify.Evidence;
using PolicyNotify.Publishing;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

public sealed class PublishingTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_version_is_1_0_and_in_force_at_once_and_needs_no_mail()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);

        var result = await driver.PublishAsync(new PolicyDraft());

        Assert.True(result.Created);
        Assert.Null(result.Classification);
        Assert.Equal("1.0", result.Version.Number.ToString());
        Assert.Equal(Significance.Minor, result.Version.Significance);
        Assert.Equal(VersionState.InForce, result.Version.State);
        Assert.Equal(ServiceBuilder.Start, result.Version.InForceSince);
        Assert.Equal(new DateOnly(2026, 3, 2), result.Version.EffectiveOn);
        Assert.Equal(result.Version, await driver.Versions.InForceAsync(PublishingDriver.Privacy, Cancellation));
        Assert.Equal(new PolicyDraft().ToString(), await driver.Versions.ReadTextAsync(result.Version.TextHash, Cancellation));
    }

    [Fact]
    public async Task A_minor_edit_raises_the_second_number_and_takes_the_place_of_the_version_before()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());

        var result = await driver.PublishAsync(new PolicyDraft().Reworded("Clearer words."));

        Assert.Equal("1.1", result.Version.Number.ToString());
        Assert.Equal(Significance.Minor, result.Version.Significance);
        Assert.Equal(VersionState.InForce, result.Version.State);
        Assert.Equal(VersionState.Superseded, (await driver.VersionAsync("1.0")).State);
    }

    [Fact]
    public async Task A_significant_edit_raises_the_first_number_and_takes_effect_after_mailing_and_thirty_full_days()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());

        var result = await driver.PublishAsync(new PolicyDraft().Sharing());

        // Published 2 March; mailed until the end of 3 March; 4 March to 2 April are the 30 full days.
        Assert.Equal("2.0", result.Version.Number.ToString());
        Assert.Equal(new DateOnly(2026, 4, 3), result.Version.EffectiveOn);
        Assert.Equal(VersionState.Scheduled, result.Version.State);
        Assert.Equal(VersionState.InForce, (await driver.VersionAsync("1.0")).State);
        Assert.Contains(result.Classification!.Judgement.Reasons, reason => reason.Significance is Significance.Significant);
        Assert.Equal("1.0", result.Classification.ComparedWith.ToString());
    }

    [Fact]
    public async Task Publishing_the_same_text_again_changes_nothing_and_returns_the_version_that_holds_it()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());
        var first = await driver.PublishAsync(new PolicyDraft().Sharing());
        service.Clock.Advance(TimeSpan.FromDays(3));

        var again = await driver.PublishAsync(new PolicyDraft().Sharing());

        Assert.False(again.Created);
        Assert.Equal(first.Version, again.Version);
        Assert.Equal(first.Classification!.Judgement.Reasons, again.Classification!.Judgement.Reasons);
        Assert.Equal(["1.0", "2.0"], await driver.NumbersAsync());
        Assert.Equal(3, (await driver.AuditAsync()).Count);
    }

    [Fact]
    public async Task A_byte_order_mark_does_not_make_another_text()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());

        var again = await driver.PublishAsync([.. Encoding.UTF8.Preamble, .. new PolicyDraft().Bytes]);

        Assert.False(again.Created);
    }

    [Fact]
    public async Task A_return_to_an_older_text_is_a_new_version()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());
        await driver.PublishAsync(new PolicyDraft().Reworded("Clearer words."));

        var result = await driver.PublishAsync(new PolicyDraft());

        Assert.True(result.Created);
        Assert.Equal("1.2", result.Version.Number.ToString());
        Assert.Equal((await driver.VersionAsync("1.0")).TextHash, result.Version.TextHash);
    }

    [Fact]
    public async Task Each_document_counts_its_own_versions()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());
        var publishing = service.Get<PublishingService>();
        using var text = new MemoryStream(new PolicyDraft { Title = "Terms" }.Bytes);

        var terms = await publishing.PublishAsync("terms", text, PublishingDriver.Legal, Cancellation);

        Assert.Equal("1.0", terms.Version.Number.ToString());
        Assert.Equal(["privacy", "terms"], (await driver.Versions.ListDocumentsAsync(Cancellation)).Select(document => document.Value));
    }

    [Fact]
    public async Task Publishing_leaves_a_message_for_the_next_stage_and_entries_in_the_audit_log()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);

        await driver.PublishAsync(new PolicyDraft());

        var queue = await service.Get<StorageLayout>().QueueAsync(VersionNudge.Queue, Cancellation);
        var message = (await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value;
        Assert.Equal(new VersionNudge(PublishingDriver.Privacy, Changes.Documents.VersionNumber.First), VersionNudge.Read(message.Body.ToString()));
        var audit = await driver.AuditAsync();
        Assert.Equal(["version.published", "version.in-force"], audit.Select(entry => entry.Action));
        Assert.All(audit, entry => Assert.Equal(("privacy/1.0", "key:legal"), (entry.Subject, entry.Actor)));
    }

    [Fact]
    public async Task A_crash_after_storing_the_text_leaves_nothing_in_the_way_of_publishing_it_again()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await service.Get<PolicyTexts>().StoreAsync(new PolicyDraft().Bytes, Cancellation);

        var result = await driver.PublishAsync(new PolicyDraft());

        Assert.True(result.Created);
    }

    [Fact]
    public async Task A_crash_before_the_audit_entry_is_made_good_by_publishing_again()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft());
        await driver.ClearAsync(AuditLog.Table);

        await using var restarted = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        await new PublishingDriver(restarted).PublishAsync(new PolicyDraft());

        Assert.Equal(["version.published", "version.in-force"], (await driver.AuditAsync()).Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_stored_text_that_somebody_exchanged_is_not_shown()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);
        var version = (await driver.PublishAsync(new PolicyDraft())).Version;
        var blob = new BlobContainerClient(service.Storage, PolicyTexts.Container).GetBlobClient($"{version.TextHash}.md");
        await blob.UploadAsync(BinaryData.FromString("Another text."), overwrite: true, Cancellation);

        await Assert.ThrowsAsync<InvalidDataException>(() => driver.Versions.ReadTextAsync(version.TextHash, Cancellation));
    }
}
