using System.Security.Cryptography;
using PolicyNotify.Templates;

namespace PolicyNotify.Site;

/// <summary>The style sheet and the icon, under names that change with their content.</summary>
internal sealed class SiteAssets
{
    private readonly Dictionary<string, SiteAsset> assets = new(StringComparer.Ordinal);

    public SiteAssets(TemplateFiles files)
    {
        StylesheetName = Add(files, "site.css", "text/css; charset=utf-8");
        IconName = Add(files, "icon.svg", "image/svg+xml");
    }

    public string StylesheetName { get; }

    public string IconName { get; }

    /// <summary>The asset of that name; null when there is none, such as one of an earlier release.</summary>
    public SiteAsset? Find(string name) => assets.GetValueOrDefault(name);

    private string Add(TemplateFiles files, string file, string contentType)
    {
        var content = files.Find($"site/{file}") ?? throw new InvalidOperationException($"The file templates/site/{file} is missing.");
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(content.Span).AsSpan(0, 6));
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{fingerprint}{Path.GetExtension(file)}";
        assets.Add(name, new SiteAsset(contentType, content));
        return name;
    }
}
