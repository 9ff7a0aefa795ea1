using System.Text.RegularExpressions;

namespace PolicyNotify.Tests.Hosting;

/// <summary>A folder of the service is a stage of the journey: it may know the stages before it and what all of them stand on, never a later one.</summary>
public sealed partial class FolderOrderTests
{
    private static readonly string[] Order =
    [
        // What all stand on.
        "Problems", "Json", "Storage", "Telemetry", "Templates", "Evidence", "Mail", "Clock",

        // The stages, in the order of the journey; the last two tell of all the others.
        "Publishing", "Recipients", "Notices", "Replies", "Reminders", "EvidencePackages", "Site",
    ];

    private static string Service => Path.Combine(AzuriteFixture.Repository, "functions", "PolicyNotify");

    public static TheoryData<string> Folders => [.. Order];

    [Fact]
    public void Every_folder_has_its_place() => Assert.Equal(
        Order.Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(Service).Select(folder => Path.GetFileName(folder)).Except(["bin", "obj"]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_knows_only_folders_before_it(string folder)
    {
        var allowed = Order.TakeWhile(other => other != folder).Append(folder).ToHashSet(StringComparer.Ordinal);

        var wrong = Directory.EnumerateFiles(Path.Combine(Service, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Name().Matches(File.ReadAllText(file)).Select(found => (File: Path.GetFileName(file), Folder: found.Groups[1].Value)))
            .Where(one => Order.Contains(one.Folder) && !allowed.Contains(one.Folder))
            .Distinct();

        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"\bPolicyNotify\.([A-Z][A-Za-z]*)")]
    private static partial Regex Name();
}
