using System.Globalization;
using CsCheck;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Recipients;

public sealed class BadImportTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "import-empty")]
    [InlineData("\n\n", "import-empty")]
    [InlineData("ann@example.com\nbob@example.com\n", "import-header")]
    [InlineData("name,address\nAnn,ann@example.com\n", "import-header")]
    [InlineData("email,EMAIL\nann@example.com,ann@example.com\n", "import-header")]
    [InlineData("email,verified_at\nann@example.com,2025-03-01T09:30:00Z\n", "import-header")]
    [InlineData("email,verification_method\nann@example.com,letter\n", "import-header")]
    [InlineData("\"email,name\nann@example.com,Ann\n", "import-header")]
    public async Task A_file_without_a_usable_header_is_refused_and_nothing_is_taken(string file, string code)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);

        var refusal = await driver.RefusedAsync(file);

        var finding = Assert.Single(refusal.Diagnostics);
        Assert.Equal(code, finding.Code);
        Assert.DoesNotContain("ann@", finding.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await driver.CountsAsync()).Total);
    }

    [Fact]
    public async Task A_file_that_is_not_utf_8_is_refused_with_the_line_and_nothing_is_taken()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);

        var refusal = await driver.RefusedAsync([.. "email,name\nann@example.com,Ann\njose@example.com,Jos"u8, 0xE9, .. "\n"u8]);

        Assert.Equal(("import-encoding", 3), (Assert.Single(refusal.Diagnostics).Code, refusal.Diagnostics[0].Line));
        Assert.Equal(0, (await driver.CountsAsync()).Total);
    }

    [Fact]
    public async Task A_file_cut_off_within_a_character_is_refused()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var refusal = await new ImportDriver(service).RefusedAsync([.. "email,name\nann@example.com,Ann"u8, 0xC3]);

        Assert.Equal("import-encoding", Assert.Single(refusal.Diagnostics).Code);
    }

    [Fact]
    public async Task A_file_of_the_largest_size_is_taken_and_one_byte_more_is_refused_for_its_size()
    {
        const string file = "email\nann@example.com\n";
        await using var service = await new ServiceBuilder(azurite)
            .With("Recipients:MaximumImportBytes", file.Length.ToString(CultureInfo.InvariantCulture))
            .StartAsync(Cancellation);
        var driver = new ImportDriver(service);

        var refusal = await driver.RefusedAsync(file + "\n");
        var report = await driver.ImportAsync(file);

        Assert.True(refusal.IsTooLarge);
        Assert.Equal(1, report.Created.Count);
    }

    [Theory]
    [InlineData(",,,Ann,", "import-address", "email")]
    [InlineData("ann", "import-address", "email")]
    [InlineData("ann@", "import-address", "email")]
    [InlineData("@example.com", "import-address", "email")]
    [InlineData("ann@localhost", "import-address", "email")]
    [InlineData("ann@example..com", "import-address", "email")]
    [InlineData("ann@-example.com", "import-address", "email")]
    [InlineData("ann@127.0.0.1", "import-address", "email")]
    [InlineData("ann@[127.0.0.1]", "import-address", "email")]
    [InlineData("ann..b@example.com", "import-address", "email")]
    [InlineData(".ann@example.com", "import-address", "email")]
    [InlineData("an n@example.com", "import-address", "email")]
    [InlineData("Ann <ann@example.com>", "import-address", "email")]
    [InlineData("ann@example.com;bob@example.com", "import-address", "email")]
    [InlineData("ann@b@example.com", "import-address", "email")]
    [InlineData("mailto:ann@example.com", "import-address", "email")]
    [InlineData("ann@example.com,yesterday,letter", "import-time", "verified_at")]
    [InlineData("ann@example.com,2025-03-01T09:30:00,letter", "import-time", "verified_at")]
    [InlineData("ann@example.com,2025-03-01,letter", "import-time", "verified_at")]
    [InlineData("ann@example.com,2025-02-30T09:30:00Z,letter", "import-time", "verified_at")]
    [InlineData("ann@example.com,1066-10-14T09:30:00Z,letter", "import-time", "verified_at")]
    [InlineData("ann@example.com,2026-03-02T09:05:01Z,letter", "import-time", "verified_at")]
    [InlineData("ann@example.com,,,Ann\u0007", "import-control", "name")]
    [InlineData("ann@example.com,,,Ann,acc,more", "import-fields", null)]
    [InlineData("ann@example.com,,,An\"n", "import-quotes", null)]
    public async Task A_bad_line_is_named_with_its_column_and_the_others_are_taken(string line, string code, string? column)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);

        var report = await driver.ImportAsync($"{ImportDriver.Header}bob@example.com,,,,\n{line}\ncy@example.com,,,,\n");

        var problem = Assert.Single(report.Problems);
        Assert.Equal((code, 3, column), (problem.Code, problem.Line, problem.Field));
        Assert.DoesNotContain("ann@", problem.Message + problem.Help.Replace("such as ann@example.com", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((2, "3"), (report.Created.Count, ImportDriver.Lines(report.Rejected)));
        Assert.Equal(2, (await driver.CountsAsync()).Total);
    }

    [Fact]
    public async Task A_time_within_the_difference_of_two_clocks_is_taken()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var report = await new ImportDriver(service).ImportAsync(ImportDriver.Header + "ann@example.com,2026-03-02T09:05:00Z,letter,,\n");

        Assert.Equal(1, report.Verified);
    }

    [Fact]
    public async Task An_address_as_long_as_the_standard_allows_is_taken_and_one_character_more_is_not()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var local = new string('a', 64);

        var report = await new ImportDriver(service).ImportAsync($"email\n{local}@example.com\na{local}@example.com\n");

        Assert.Equal(("2", "3"), (ImportDriver.Lines(report.Created), ImportDriver.Lines(report.Rejected)));
    }

    [Theory]
    [InlineData("bob@example.com,\"Bob\ncy@example.com,Cy\ndi@example.com,Di\n")]
    [InlineData("bob@example.com,\"Bob\ncy@example.com,\"Cy\"\ndi@example.com,Di\n")]
    [InlineData("bob@example.com,\"Bob\ncy@example.com,Cy\ndi@example.com,Di")]
    public async Task A_quotation_mark_that_nothing_closes_costs_its_own_line_only(string lines)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);

        var report = await driver.ImportAsync("email,name\nann@example.com,Ann\n" + lines);

        Assert.Equal(("import-quotes", 3), (Assert.Single(report.Problems).Code, report.Problems[0].Line));
        Assert.Equal(("2, 4-5", "3"), (ImportDriver.Lines(report.Created), ImportDriver.Lines(report.Rejected)));
        Assert.Equal("Di", (await driver.FindAsync("di@example.com")).Name);
    }

    [Fact]
    public async Task A_quotation_mark_that_swallows_half_the_file_costs_its_own_line_only()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var people = Enumerable.Range(4, 5_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"person{n}@example.com,Person {n} with a name of some length"));

        var report = await new ImportDriver(service).ImportAsync("email,name\nann@example.com,Ann\nbob@example.com,\"Bob\n" + string.Join('\n', people));

        Assert.Equal(("2, 4-5003", "3"), (ImportDriver.Lines(report.Created), ImportDriver.Lines(report.Rejected)));
    }

    [Fact]
    public async Task Whatever_a_file_contains_every_record_is_accounted_for()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new ImportDriver(service);
        var line = Gen.String[Gen.Char["ab@.,\"'; \t\u00e9"], 0, 12];

        await line.Array[0, 8].SampleAsync(async lines =>
        {
            var text = "email,name\n" + string.Join('\n', lines.Select(one => one.Replace("\"\"", "", StringComparison.Ordinal)));
            var report = await driver.ImportAsync(text);
            var told = new[] { report.Created, report.Updated, report.Unchanged, report.Duplicates, report.Rejected }.SelectMany(Expand).ToList();
            return told.Count == told.Distinct().Count()
                && told.All(number => number >= 2 && number <= lines.Length + 1)
                && Enumerable.Range(0, lines.Length).Where(index => lines[index].Contains('@', StringComparison.Ordinal)).All(index => told.Contains(index + 2));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task Lines_that_a_quoted_field_swallowed_are_all_named()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var report = await new ImportDriver(service).ImportAsync("email,name\nann@example.com,\"Ann\nbob@example.com,Bob\ncy@example.com,Cy\"\ndi@example.com,Di\n");

        Assert.Equal(("import-control", 2), (Assert.Single(report.Problems).Code, report.Problems[0].Line));
        Assert.Equal((1, "2-4", "5"), (report.Rejected.Count, ImportDriver.Lines(report.Rejected), ImportDriver.Lines(report.Created)));
    }

    [Fact]
    public async Task Stray_quotation_marks_before_a_swallowing_one_are_reported_too()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var report = await new ImportDriver(service).ImportAsync("email,name\nann\"@example.com,Ann\nbob@example.com,Bo\"b\ncy@example.com,\"Cy\ndi@example.com,\"Di\" D\n");

        Assert.Equal((4, "2-5"), (report.Rejected.Count, ImportDriver.Lines(report.Rejected)));
        Assert.Equal([2, 3, 4, 5], report.Problems.Select(problem => problem.Line!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public async Task A_line_without_end_is_a_bad_line_like_any_other(string quotation)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var endless = quotation + new string('x', 200_000);

        var report = await new ImportDriver(service).ImportAsync($"email,name\nann@example.com,{endless}\nbob@example.com,Bob\ncy@example.com,{endless}\ndi@example.com,Di\n");

        Assert.Equal((2, "2, 4", "3, 5"), (report.Rejected.Count, ImportDriver.Lines(report.Rejected), ImportDriver.Lines(report.Created)));
    }

    [Fact]
    public async Task A_field_that_swallows_the_lines_to_the_end_of_the_file_leaves_none_of_them_unmentioned()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var report = await new ImportDriver(service).ImportAsync("email,name\n,@aa\n\u00e9'\ta,'',\"b,b\nb'a;ab,,\n ';;\n\t,b;a@.,.;\nb,bb,,\n@\n\"");

        Assert.Equal((2, "2-9"), (report.Rejected.Count, ImportDriver.Lines(report.Rejected)));
    }

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("ann+news@example.co.uk")]
    [InlineData("o'brien@example.com")]
    [InlineData("ann@bücher.example")]
    [InlineData("josé@example.com")]
    [InlineData("a_b-c.d@sub.example.museum")]
    [InlineData("1@x.io")]
    public void Unusual_addresses_are_addresses_all_the_same(string address) => Assert.Null(EmailAddressRules.Problem(address));

    private static IEnumerable<int> Expand(ImportedLines lines) => lines.Lines.SelectMany(range =>
    {
        var ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    });
}
