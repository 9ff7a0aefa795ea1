using System.Globalization;
using System.Text;
using PolicyNotify.Evidence;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Recipients;

public sealed class RecipientImportTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_come_in_verified_only_with_both_parts_of_the_proof()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);

        var report = await driver.ImportAsync(
            ImportDriver.Header
            + "ann@example.com,2025-03-01T10:30:00+01:00,double-opt-in,Ann,acc-1\n"
            + "bob@example.com,,,Bob,\n"
            + "cy@example.com,2025-03-01T09:30:00Z,,,\n"
            + "di@example.com,,double-opt-in,,\n");

        var ann = await driver.FindAsync("ann@example.com");
        Assert.Equal(new AddressVerification(new(2025, 3, 1, 9, 30, 0, TimeSpan.Zero), "double-opt-in", ServiceBuilder.Start), ann.Verification);
        Assert.Equal(("Ann", "acc-1", ServiceBuilder.Start), (ann.Name, ann.AccountId, ann.AddedAt));
        Assert.False((await driver.FindAsync("bob@example.com")).IsVerified);
        Assert.Equal(["2-3"], report.Created.Lines);
        Assert.Equal(["4-5"], report.Rejected.Lines);
        Assert.Equal([(4, "verification_method"), (5, "verified_at")], report.Problems.Select(problem => (problem.Line!.Value, problem.Field!)));
        Assert.Equal((1, 1), (report.Verified, report.Unverified));
        Assert.Equal(new RecipientCounts(1, 1), await driver.CountsAsync());
    }

    [Fact]
    public async Task Importing_the_same_file_again_changes_nothing()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);
        const string file = ImportDriver.Header + "ann@example.com,2025-03-01T09:30:00Z,double-opt-in,Ann,\nbob@example.com,,,,\n";
        await driver.ImportAsync(file);
        var before = await driver.FindAsync("ann@example.com");
        service.Clock.Advance(TimeSpan.FromDays(5));

        var report = await driver.ImportAsync(file);

        Assert.Equal(["2-3"], report.Unchanged.Lines);
        Assert.Equal(before, await driver.FindAsync("ann@example.com"));
    }

    [Fact]
    public async Task One_person_on_several_lines_in_any_letter_case_is_one_recipient()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);
        await driver.ImportAsync("email\nbob@example.com\n");

        var report = await driver.ImportAsync(
            ImportDriver.Header
            + "ann@example.com,,,,\n"
            + "ANN@example.com,2025-03-01T09:30:00Z,double-opt-in,,\n"
            + "BOB@EXAMPLE.COM,,,Bob,\n"
            + "Ann@Example.com,,,Ann,\n");

        Assert.Equal(("2", "4", "3, 5"), (ImportDriver.Lines(report.Created), ImportDriver.Lines(report.Updated), ImportDriver.Lines(report.Duplicates)));
        var ann = await driver.FindAsync("ann@example.com");
        Assert.Equal(("Ann", true), (ann.Name, ann.IsVerified));
        Assert.Equal("Bob", (await driver.FindAsync("bob@example.com")).Name);
        Assert.Equal(new RecipientCounts(1, 1), await driver.CountsAsync());
    }

    [Fact]
    public async Task A_file_that_does_not_know_of_the_proof_never_takes_it_away()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);
        await driver.ImportAsync(ImportDriver.Header + "ann@example.com,2025-03-01T09:30:00Z,double-opt-in,Ann,acc-1\n");

        var report = await driver.ImportAsync(ImportDriver.Header + "ann@example.com,,,,\n");

        Assert.Equal(1, report.Unchanged.Count);
        Assert.Equal((true, "Ann", "acc-1"), (await driver.FindAsync("ann@example.com") is var ann && ann.IsVerified, ann.Name, ann.AccountId));
    }

    [Fact]
    public async Task Of_two_proofs_the_later_one_stands_and_the_person_counts_as_known_since_the_first()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);
        await driver.ImportAsync(ImportDriver.Header + "ann@example.com,2025-03-01T09:30:00Z,double-opt-in,,\n");
        service.Clock.Advance(TimeSpan.FromDays(5));

        var earlier = await driver.ImportAsync(ImportDriver.Header + "ann@example.com,2024-01-01T00:00:00Z,letter,,\n");
        var later = await driver.ImportAsync(ImportDriver.Header + "Ann@example.com,2026-01-01T00:00:00Z,sign-in,,\n");

        Assert.Equal((1, 1), (earlier.Unchanged.Count, later.Updated.Count));
        var ann = await driver.FindAsync("ann@example.com");
        Assert.Equal(new AddressVerification(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), "sign-in", ServiceBuilder.Start), ann.Verification);
        Assert.Equal("Ann@example.com", ann.Address);
    }

    [Fact]
    public async Task Who_verifies_later_counts_as_verified_from_when_the_system_learned_of_it()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);
        await driver.ImportAsync("email\nann@example.com\n");
        service.Clock.Advance(TimeSpan.FromDays(5));

        await driver.ImportAsync(ImportDriver.Header + "ann@example.com,2025-03-01T09:30:00Z,double-opt-in,,\n");

        var ann = await driver.FindAsync("ann@example.com");
        Assert.Equal(ServiceBuilder.Start.AddDays(5), ann.Verification!.RecordedAt);
        Assert.Equal(ServiceBuilder.Start, ann.AddedAt);
    }

    [Fact]
    public async Task A_spreadsheet_file_with_byte_order_mark_semicolons_crlf_quotes_and_blank_lines_is_read()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);
        const string file = "Email;Name;Notes\r\n\r\nann@example.com;\"Ann \"\"A.\"\" Smith; Dr\";\"two\r\nlines\"\r\n \"bob@example.com\" ; Bob ;\r\n";

        var report = await driver.ImportAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(file)]);

        Assert.Equal((2, "3-5"), (report.Created.Count, ImportDriver.Lines(report.Created)));
        Assert.Equal("Ann \"A.\" Smith; Dr", (await driver.FindAsync("ann@example.com")).Name);
        Assert.Equal("Bob", (await driver.FindAsync("bob@example.com")).Name);
        Assert.Equal(("import-column", "notes"), (Assert.Single(report.Problems).Code, report.Problems[0].Field));
    }

    [Fact]
    public async Task The_report_accounts_for_every_line_and_the_audit_log_for_the_import()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);
        var lines = Enumerable.Range(2, 2_500).Select(n => n % 100 == 0 ? "broken" : string.Create(CultureInfo.InvariantCulture, $"person{n}@example.com"));

        var report = await driver.ImportAsync("email\n" + string.Join('\n', lines));

        Assert.Equal(25, report.Rejected.Count);
        Assert.Equal(2_475, report.Created.Count);
        Assert.Equal(["2-99", "101-199"], report.Created.Lines.Take(2));
        Assert.Equal(["100", "200"], report.Rejected.Lines.Take(2));
        Assert.Equal(new RecipientCounts(0, 2_475), await driver.CountsAsync());
        var entry = Assert.Single(await service.Get<AuditLog>().ReadAsync(0, null, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(("recipients.imported", "key:tests", "2475", "25"), (entry.Action, entry.Actor, entry.Details["created"], entry.Details["rejected"]));
    }

    [Fact]
    public async Task More_problems_than_anybody_reads_are_counted()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var report = await new ImportDriver(service).ImportAsync("email\n" + string.Concat(Enumerable.Repeat("broken\n", 1_200)));

        Assert.Equal((1_200, 1_000, 200), (report.Rejected.Count, report.Problems.Count, report.ProblemsOmitted));
        Assert.Equal(["2-1201"], report.Rejected.Lines);
    }

    [Fact]
    public async Task Two_processes_importing_the_same_people_at_once_agree_in_the_end()
    {
        await using var one = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var two = await new ServiceBuilder(azurite).Beside(one).StartAsync(Cancellation);
        var people = Enumerable.Range(0, 500).Select(n => string.Create(CultureInfo.InvariantCulture, $"person{n}@example.com")).ToList();
        var plain = "email\n" + string.Join('\n', people);
        var proven = "email,verified_at,verification_method\n" + string.Join('\n', people.Select(person => $"{person},2025-03-01T09:30:00Z,double-opt-in"));

        var reports = await Task.WhenAll(new ImportDriver(one).ImportAsync(plain), new ImportDriver(two).ImportAsync(proven));

        Assert.Equal(new RecipientCounts(500, 0), await new ImportDriver(one).CountsAsync());
        Assert.Equal(500, reports.Sum(report => report.Created.Count));
    }
}
