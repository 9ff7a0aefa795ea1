using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using PolicyNotify.Functions.Http;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Reminders;
using PolicyNotify.Replies;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Templates;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Infra;

/// <summary>The template cannot be deployed here; what can be held against the program is the list of its settings.</summary>
public sealed partial class TemplateSettingsTests
{
    private static readonly string[] Secret = ["Password", "ApiKey", "IdKey", "TokenKeys", "Keys", "Secret", "Secrets", "ClientSecret", "RefreshToken"];

    // A folder on a function app's own disk is nobody's mailbox.
    private static readonly string[] OnOneMachineOnly = ["Mail__Pickup__Folder", "Replies__Folder__Path"];

    private static readonly (string Section, Type Options)[] All =
    [
        (SiteAddressOptions.Section, typeof(SiteAddressOptions)),
        (PublishingOptions.Section, typeof(PublishingOptions)),
        (RecipientOptions.Section, typeof(RecipientOptions)),
        (MailOptions.Section, typeof(MailOptions)),
        (NoticeOptions.Section, typeof(NoticeOptions)),
        (ReminderOptions.Section, typeof(ReminderOptions)),
        (ReplyOptions.Section, typeof(ReplyOptions)),
        (ReplyAddressOptions.Section, typeof(ReplyAddressOptions)),
        (WebhookOptions.Section, typeof(WebhookOptions)),
        (TemplateOptions.Section, typeof(TemplateOptions)),
        (ApiOptions.Section, typeof(ApiOptions)),
    ];

    [Fact]
    public async Task Every_setting_of_the_program_is_in_the_example_of_the_template_and_no_other()
    {
        var example = await ReadAsync("example.bicepparam");
        var (plain, secret) = (Names(PlainName(), example), Names(SecretName(), example));
        var known = All.SelectMany(one => NamesOf(one.Section, one.Options)).Except(OnOneMachineOnly, StringComparer.Ordinal).ToList();

        Assert.Equal(known.Where(name => !IsSecret(name)).Order(StringComparer.Ordinal), plain);
        Assert.Equal(known.Where(IsSecret).Order(StringComparer.Ordinal), secret);
    }

    [Fact]
    public async Task Every_setting_that_the_documentation_names_is_in_the_example_of_the_template()
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var page in Directory.EnumerateFiles(Path.Combine(AzuriteFixture.Repository, "docs"), "*.md"))
        {
            var words = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            named.UnionWith(NamedSetting().Matches(words).Select(match => General(match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal))));
        }

        var example = await ReadAsync("example.bicepparam");
        var present = Names(PlainName(), example).Concat(Names(SecretName(), example)).Concat(OnOneMachineOnly).ToList();

        Assert.True(named.Count > 40);
        Assert.All(named, name => Assert.Contains(present, one => one == name || one.StartsWith(name + "__", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Secrets_are_read_from_the_vault_and_nothing_holds_a_key_of_the_storage()
    {
        var template = await ReadAsync("main.bicep");

        Assert.Contains("@Microsoft.KeyVault(SecretUri=", template, StringComparison.Ordinal);
        Assert.Contains("allowSharedKeyAccess: false", template, StringComparison.Ordinal);
        Assert.DoesNotContain("listKeys", template, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", template, StringComparison.Ordinal);
    }

    private static bool IsSecret(string name) => name.Split("__").Any(part => Secret.Contains(part, StringComparer.Ordinal));

    private static IEnumerable<string> NamesOf(string section, Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite || typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
        .SelectMany(property => NamesOf($"{section}__{property.Name}", property.PropertyType, Items(property.PropertyType)));

    private static IEnumerable<string> NamesOf(string name, Type type, (string Place, Type Item)? items) => items is var (place, item)
        ? NamesOf($"{name}__{place}", item, null)
        : type.Namespace!.StartsWith("PolicyNotify", StringComparison.Ordinal) && !type.IsEnum ? NamesOf(name, type) : [name];

    // What stands for any number or name.
    private static (string Place, Type Item)? Items(Type type) => type.IsGenericType
        ? type.GetGenericTypeDefinition() == typeof(Dictionary<,>) ? ("*", type.GetGenericArguments()[1])
        : type.GetGenericTypeDefinition() == typeof(IList<>) ? ("*", type.GetGenericArguments()[0])
        : null
        : null;

    private static List<string> Names(Regex pattern, string text) =>
        [.. pattern.Matches(text).Select(match => General(match.Groups["name"].Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string General(string name) => Place().Replace(name, "__*");

    private static Task<string> ReadAsync(string file) =>
        File.ReadAllTextAsync(Path.Combine(AzuriteFixture.Repository, "infra", file), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"^ +(// )?(?<name>[A-Z]\w*__\w+): '", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();

    [GeneratedRegex(@"^ +(// )?'(?<name>[A-Z]\w*__\w+)'", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"`(?<name>(Site|Publishing|Recipients|Mail|Notices|Replies|Webhooks|Templates|Api)(:|__)[A-Z][\w:<>]*)`", RegexOptions.CultureInvariant)]
    private static partial Regex NamedSetting();

    [GeneratedRegex(@"__(\d+|n|<\w+>|account|ci|local|\*)(?=__|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
