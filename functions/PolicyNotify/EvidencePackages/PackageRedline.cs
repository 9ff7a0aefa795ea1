using System.Net;
using PolicyNotify.Changes.Redlines;

namespace PolicyNotify.EvidencePackages;

/// <summary>The redline as the files of a package; written the same way when a package is made and when it is checked.</summary>
internal static class PackageRedline
{
    public static string Html(string title, string language, Redline redline) =>
        $"<!doctype html>\n<html lang=\"{WebUtility.HtmlEncode(language)}\">\n<meta charset=\"utf-8\">\n<title>{WebUtility.HtmlEncode(title)}</title>\n{redline.ToHtml()}\n";

    public static string Markdown(Redline redline) => redline.ToMarkdown();
}
