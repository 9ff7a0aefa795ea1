using PolicyNotify.Cli;
using PolicyNotify.Cli.Demo;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Cli;

public sealed class DemoFolderTests : IDisposable
{
    private readonly string place = Path.Combine(Path.GetTempPath(), $"demo-folder-{Path.GetRandomFileName()}");

    public void Dispose()
    {
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true);
    }

    [Fact]
    public void A_second_demo_does_not_empty_the_folder_of_one_that_is_still_running()
    {
        using (var first = DemoFolder.Prepare(AzuriteFixture.Repository, place))
        {
            File.WriteAllText(first.ApiKey, "key");

            var refused = Assert.Throws<CommandFailedException>(() => DemoFolder.Prepare(AzuriteFixture.Repository, place));

            Assert.Contains("still running", refused.Message, StringComparison.Ordinal);
            Assert.True(File.Exists(first.ApiKey));
        }

        using var next = DemoFolder.Prepare(AzuriteFixture.Repository, place);
        Assert.False(File.Exists(next.ApiKey));
    }
}
