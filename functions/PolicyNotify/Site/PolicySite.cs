using PolicyNotify.Changes.Documents;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>The public site. Every page is complete HTML without scripts; addresses come as they stand in the request.</summary>
public sealed class PolicySite
{
    private readonly VersionStore store;
    private readonly HomePage home;
    private readonly PolicyPage policies;
    private readonly HistoryPage history;
    private readonly ChangesPage changes;
    private readonly MessagePage messages;
    private readonly AtomFeed atom;
    private readonly JsonFeed json;
    private readonly Banner banner;
    private readonly SiteAssets assets;

    internal PolicySite(
        VersionStore store,
        HomePage home,
        PolicyPage policies,
        HistoryPage history,
        ChangesPage changes,
        MessagePage messages,
        AtomFeed atom,
        JsonFeed json,
        Banner banner,
        SiteAssets assets)
    {
        this.store = store;
        this.home = home;
        this.policies = policies;
        this.history = history;
        this.changes = changes;
        this.messages = messages;
        this.atom = atom;
        this.json = json;
        this.banner = banner;
        this.assets = assets;
    }

    /// <summary>The list of documents.</summary>
    public Task<SitePage> HomeAsync(CancellationToken cancellationToken) => home.RenderAsync(cancellationToken);

    /// <summary>A document: the version in force and what is coming.</summary>
    /// <exception cref="UnknownResourceException">There is no such document.</exception>
    public async Task<SitePage> DocumentAsync(string document, CancellationToken cancellationToken) =>
        await policies.RenderCurrentAsync(await LineAsync(document, cancellationToken), cancellationToken);

    /// <summary>Every version of a document.</summary>
    /// <exception cref="UnknownResourceException">There is no such document.</exception>
    public async Task<SitePage> HistoryAsync(string document, CancellationToken cancellationToken) =>
        await history.RenderAsync(await LineAsync(document, cancellationToken), cancellationToken);

    /// <summary>One version of a document.</summary>
    /// <exception cref="UnknownResourceException">There is no such document or version.</exception>
    public async Task<SitePage> VersionAsync(string document, string version, CancellationToken cancellationToken)
    {
        var line = await LineAsync(document, cancellationToken);
        return await policies.RenderVersionAsync(line, Version(line, version), cancellationToken);
    }

    /// <summary>What changed from one version to another; either may be the later one.</summary>
    /// <exception cref="UnknownResourceException">There is no such document or version.</exception>
    public async Task<SitePage> ChangesAsync(string document, string from, string to, CancellationToken cancellationToken)
    {
        var line = await LineAsync(document, cancellationToken);
        return await changes.RenderAsync(line, Version(line, from), Version(line, to), cancellationToken);
    }

    /// <summary>Every new version as Atom.</summary>
    public Task<SiteFeed> AtomAsync(CancellationToken cancellationToken) => atom.WriteAsync(cancellationToken);

    /// <summary>Every new version as JSON Feed.</summary>
    public Task<SiteFeed> JsonAsync(CancellationToken cancellationToken) => json.WriteAsync(cancellationToken);

    /// <summary>A document's coming and latest changes as a page for a frame; empty when there are none.</summary>
    /// <exception cref="UnknownResourceException">There is no such document.</exception>
    public async Task<SitePage> BannerPageAsync(string document, CancellationToken cancellationToken) =>
        banner.RenderPage(await LineAsync(document, cancellationToken));

    /// <summary>A document's coming and latest changes as JSON.</summary>
    /// <exception cref="UnknownResourceException">There is no such document.</exception>
    public async Task<SiteFeed> BannerDataAsync(string document, CancellationToken cancellationToken) =>
        banner.WriteData(await LineAsync(document, cancellationToken));

    /// <summary>A style sheet or icon; null when there is none of that name.</summary>
    public SiteAsset? FindAsset(string file) => assets.Find(file);

    /// <summary>The page for an address that leads nowhere.</summary>
    public SitePage NotFound() => messages.NotFound();

    /// <summary>The page for when another one could not be made.</summary>
    public SitePage Failed() => messages.Failed();

    private static PolicyVersion Version(VersionLine line, string text) =>
        (VersionNumber.TryParse(text, out var number) ? line.Find(number) : null) ?? throw new UnknownResourceException("There is no such version.");

    private async Task<VersionLine> LineAsync(string text, CancellationToken cancellationToken)
    {
        IReadOnlyList<PolicyVersion> versions = DocumentId.TryParse(text, out var document) ? await store.ListVersionsAsync(document, cancellationToken) : [];
        return versions.Count > 0 ? new VersionLine(versions) : throw new UnknownResourceException("There is no such document.");
    }
}
