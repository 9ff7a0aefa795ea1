using Microsoft.Extensions.Configuration;
using PolicyNotify.LocalRuntime.Settings;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class LocalAddressTests
{
    private const string Fallback = "http://localhost:7071";

    [Theory]
    [InlineData(null, "http://localhost:7071/")]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    [InlineData("http://localhost:8080/", "http://localhost:8080/")]
    [InlineData("https://localhost:8443;http://localhost:8080", "https://localhost:8443/")]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080/")]
    [InlineData("http://*:8080", "http://localhost:8080/")]
    [InlineData("http://+:8080", "http://localhost:8080/")]
    [InlineData("http://[::]:8080", "http://localhost:8080/")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/")]
    [InlineData("http://localhost", "http://localhost:80/")]
    public void Links_lead_to_where_the_program_listens(string? urls, string address) => Assert.Equal(address, Of(urls)["Site:BaseUrl"]);

    [Fact]
    public void Where_any_free_port_is_asked_for_it_is_chosen_before_the_links_are_made()
    {
        var configuration = Configuration(new() { ["urls"] = "http://127.0.0.1:0;http://[::1]:7171" });

        var address = new Uri(LocalAddress.Ensure(configuration, Fallback)["Site:BaseUrl"]!);

        Assert.NotEqual(0, address.Port);
        Assert.Equal($"http://127.0.0.1:{address.Port};http://[::1]:7171", configuration["urls"]);
    }

    [Fact]
    public void What_somebody_set_stays() => Assert.Empty(LocalAddress.Ensure(Configuration(new() { ["Site:BaseUrl"] = "https://policies.example.com/" }), Fallback));

    [Fact]
    public void Where_no_setting_is_named_as_in_production_none_is_made() => Assert.Empty(LocalAddress.Ensure(new ConfigurationBuilder().Build(), Fallback));

    private static Dictionary<string, string?> Of(string? urls) => LocalAddress.Ensure(Configuration(new() { ["urls"] = urls }), Fallback);

    private static IConfiguration Configuration(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("LocalAddress:0", "Site:BaseUrl")]).AddInMemoryCollection(settings).Build();
}
