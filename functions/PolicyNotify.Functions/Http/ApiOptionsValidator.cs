using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Functions.Http;

internal sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = options.Keys.SelectMany(key => Complaints(key.Key, key.Value)).ToList();
        if (options.Keys.Count == 0)
        {
            failures.Add($"Set at least one API key, such as Api:Keys:ci, to a random text of {ApiOptions.ShortestKey} characters or more: without one nobody can publish.");
        }

        var shared = options.Keys.GroupBy(key => key.Value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (shared is not null)
        {
            failures.Add($"{string.Join(" and ", shared.Select(key => $"Api:Keys:{key.Key}"))} are the same key; each holder needs one of their own, or the audit log could not tell them apart.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Complaints(string name, string? key)
    {
        if (!Name().IsMatch(name))
        {
            yield return $"Api:Keys:{name} is badly named: use up to 40 lower-case letters, digits and hyphens.";
        }

        if (key is null || key.Length < ApiOptions.ShortestKey)
        {
            yield return $"Api:Keys:{name} must be a random text of {ApiOptions.ShortestKey} characters or more.";
        }
        else if (key.Any(letter => letter is <= ' ' or > '~'))
        {
            yield return $"Api:Keys:{name} must consist of printable ASCII characters without spaces, because it travels in a header.";
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Name();
}
