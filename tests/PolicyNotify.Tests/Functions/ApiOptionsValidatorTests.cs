using PolicyNotify.Functions.Http;

namespace PolicyNotify.Tests.Functions;

public sealed class ApiOptionsValidatorTests
{
    private static readonly string Key = new('k', ApiOptions.ShortestKey);

    [Fact]
    public void A_key_of_the_shortest_length_is_accepted() => Assert.True(Validate(("ci", Key)).Succeeded);

    [Fact]
    public void A_shorter_key_is_refused_by_name_and_not_shown()
    {
        var short31 = Key[..^1];

        var result = Validate(("ci", short31));

        Assert.Contains("Api:Keys:ci", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(short31, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Having_no_key_at_all_is_refused() => Assert.Contains("Api:Keys:", Validate().FailureMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("two words")]
    [InlineData("Große")]
    public void A_name_that_would_not_read_well_in_the_audit_log_is_refused(string name) =>
        Assert.Contains($"Api:Keys:{name}", Validate((name, Key)).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public void A_key_that_cannot_travel_in_a_header_is_refused() => Assert.True(Validate(("ci", Key + "é")).Failed);

    [Fact]
    public void One_key_under_two_names_is_refused()
    {
        var result = Validate(("ci", Key), ("legal", Key));

        Assert.Contains("Api:Keys:ci and Api:Keys:legal", result.FailureMessage, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(params (string Name, string Key)[] keys)
    {
        var options = new ApiOptions();
        foreach (var (name, key) in keys)
        {
            options.Keys[name] = key;
        }

        return new ApiOptionsValidator().Validate(null, options);
    }
}
