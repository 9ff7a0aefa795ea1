using System.Text.RegularExpressions;

namespace PolicyNotify.Cli.Demo.Steps;

/// <summary>What a reader of a page sees, without its markup.</summary>
internal static partial class PageText
{
    /// <summary>Whether the text names a version.</summary>
    public static bool Shows(string html, string version) =>
        Regex.IsMatch(Of(html), $@"[Vv]ersion\s+{Regex.Escape(version)}(?![\d.]*\d)");

    public static string Of(string html) => System.Net.WebUtility.HtmlDecode(Markup().Replace(html, " "));

    [GeneratedRegex(@"<(script|style)\b.*?</\1>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Markup();
}
