using Microsoft.Extensions.Configuration;
using PolicyNotify.LocalRuntime;
using PolicyNotify.LocalRuntime.Settings;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class LocalSecretsTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("policynotify-secrets-");

    private string SecretsFile => Path.Combine(root.FullName, ".local", "secrets.json");

    [Fact]
    public void A_secret_is_made_once_and_kept()
    {
        var first = Ensure([]);
        var second = Ensure([]);

        Assert.Equal(32, Convert.FromBase64String(first["Api:Keys:local"]!).Length);
        Assert.NotEqual(first["Api:Keys:local"], first["Recipients:IdKey"]);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Nobody_but_the_owner_may_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Ensure([]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(SecretsFile));
    }

    [Fact]
    public void A_secret_that_the_settings_have_is_not_made() =>
        Assert.Equal(["Recipients:IdKey"], Ensure(new() { ["Api:Keys:local"] = "given" }).Keys);

    [Fact]
    public void A_secret_added_to_the_list_later_joins_the_others()
    {
        var before = Ensure([]);

        var after = Ensure(new() { ["LocalSecrets:2"] = "Replies:TokenKeys:0" });

        Assert.Equal(3, after.Count);
        Assert.Equal(before["Api:Keys:local"], after["Api:Keys:local"]);
    }

    [Fact]
    public void An_unreadable_file_is_not_replaced_by_new_secrets()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SecretsFile)!);
        File.WriteAllText(SecretsFile, "{ half");

        var failure = Assert.Throws<LocalRuntimeException>(() => Ensure([]));

        Assert.Contains(SecretsFile, failure.Message, StringComparison.Ordinal);
        Assert.Equal("{ half", File.ReadAllText(SecretsFile));
    }

    [Fact]
    public void Without_a_list_nothing_is_written()
    {
        Assert.Empty(LocalSecrets.Ensure(new ConfigurationBuilder().Build(), root.FullName));
        Assert.False(Directory.Exists(Path.Combine(root.FullName, ".local")));
    }

    public void Dispose() => root.Delete(recursive: true);

    private IReadOnlyDictionary<string, string?> Ensure(Dictionary<string, string?> settings)
    {
        settings["LocalSecrets:0"] = "Api:Keys:local";
        settings["LocalSecrets:1"] = "Recipients:IdKey";
        return LocalSecrets.Ensure(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), root.FullName);
    }
}
