using System.Text;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

public sealed class RefusedTextTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    public async Task An_empty_text_is_refused(string text)
    {
        var refusal = await RefuseAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal("text-empty", Assert.Single(refusal.Diagnostics).Code);
    }

    [Fact]
    public async Task A_head_without_a_text_is_refused()
    {
        var refusal = await RefuseAsync("---\ntitle: Privacy Policy\ntimezone: UTC\n---\n\n"u8.ToArray());

        var finding = Assert.Single(refusal.Diagnostics, one => one.Severity is DiagnosticSeverity.Error);
        Assert.Equal(("text-empty", "privacy.md"), (finding.Code, finding.File));
    }

    [Fact]
    public async Task A_head_that_never_ends_is_refused_and_not_shown_as_text()
    {
        var refusal = await RefuseAsync("---\ntitle: Privacy Policy\ntimezone: UTC\n\n# Hello\n\nText.\n"u8.ToArray());

        var finding = Assert.Single(refusal.Diagnostics, one => one.Severity is DiagnosticSeverity.Error);
        Assert.Equal(("front-matter-open", "privacy.md", 1), (finding.Code, finding.File, finding.Line));
    }

    [Fact]
    public async Task A_text_that_is_not_utf_8_is_refused_with_the_line()
    {
        byte[] latin1 = [.. "---\ntitle: Privacy\n---\n\nCaf"u8, 0xE9, .. " rules.\n"u8];

        var refusal = await RefuseAsync(latin1);

        var finding = Assert.Single(refusal.Diagnostics);
        Assert.Equal(("text-encoding", "privacy.md", 5), (finding.Code, finding.File, finding.Line));
    }

    [Fact]
    public async Task A_text_in_utf_16_is_refused()
    {
        var refusal = await RefuseAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(new PolicyDraft().ToString())]);

        Assert.Equal("text-encoding", Assert.Single(refusal.Diagnostics).Code);
    }

    [Fact]
    public async Task A_file_with_a_nul_character_is_refused_with_the_line()
    {
        var refusal = await RefuseAsync([.. new PolicyDraft().Bytes, 0]);

        Assert.Equal("text-binary", Assert.Single(refusal.Diagnostics).Code);
    }

    [Fact]
    public async Task Malformed_front_matter_is_refused_with_file_line_and_field()
    {
        var refusal = await RefuseAsync("---\ntitle: Privacy Policy\neffective: next Tuesday\n---\n\nText.\n"u8.ToArray());

        var finding = Assert.Single(refusal.Diagnostics, one => one.Severity is DiagnosticSeverity.Error);
        Assert.Equal(("privacy.md", 3, "effective"), (finding.File, finding.Line, finding.Field));
        Assert.NotEmpty(finding.Help);
    }

    [Theory]
    [InlineData("Privacy")]
    [InlineData("api")]
    [InlineData("../privacy")]
    [InlineData("1privacy")]
    public async Task A_name_that_no_document_can_have_is_refused(string name)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        using var text = new MemoryStream(new PolicyDraft().Bytes);

        var refusal = await Assert.ThrowsAsync<RejectedInputException>(
            () => service.Get<PublishingService>().PublishAsync(name, text, PublishingDriver.Legal, Cancellation));

        Assert.Equal("document-name", Assert.Single(refusal.Diagnostics).Code);
    }

    [Fact]
    public async Task A_text_of_the_largest_size_is_published_and_one_byte_more_is_refused_for_its_size()
    {
        var bytes = new PolicyDraft().Bytes;
        await using var service = await new ServiceBuilder(azurite)
            .With("Publishing:MaximumTextBytes", bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .StartAsync(Cancellation);
        var publishing = service.Get<PublishingService>();
        using var larger = new MemoryStream([.. bytes, (byte)'\n']);

        var refusal = await Assert.ThrowsAsync<RejectedInputException>(() => publishing.PublishAsync("privacy", larger, PublishingDriver.Legal, Cancellation));
        using var largest = new MemoryStream(bytes);
        var result = await publishing.PublishAsync("privacy", largest, PublishingDriver.Legal, Cancellation);

        Assert.True(refusal.IsTooLarge);
        Assert.Equal("1.0", result.Version.Number.ToString());
    }

    [Fact]
    public async Task Front_matter_that_no_table_row_could_hold_is_refused_by_field()
    {
        var refusal = await RefuseAsync((new PolicyDraft { Title = new string('t', 201), Summary = new string('s', 8_001) }).Bytes);

        Assert.Equal(["title", "summary"], refusal.Diagnostics.Where(one => one.Code == "front-matter-too-long").Select(one => one.Field));
    }

    private async Task<RejectedInputException> RefuseAsync(byte[] bytes)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);

        var refusal = await driver.RefusedAsync(bytes);

        Assert.Empty(await driver.Versions.ListDocumentsAsync(Cancellation));
        Assert.Empty(await driver.AuditAsync());
        return refusal;
    }
}
