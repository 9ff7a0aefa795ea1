using Microsoft.Extensions.Options;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>The public addresses of what is published: stable, and the same in mails, pages and API answers.</summary>
public sealed class PublicLinks
{
    private readonly string root;

    /// <summary>Links below the site's address.</summary>
    public PublicLinks(IOptions<SiteAddressOptions> options) => root = options.Value.BaseUrl!.ToString().TrimEnd('/');

    /// <summary>The list of documents.</summary>
    public string Home => $"{root}/";

    /// <summary>The version of a document in force.</summary>
    public string Document(DocumentId document) => $"{root}/{document}";

    /// <summary>All versions of a document.</summary>
    public string History(DocumentId document) => $"{root}/{document}/history";

    /// <summary>One version of a document.</summary>
    public string Version(DocumentId document, VersionNumber version) => $"{root}/{document}/versions/{version}";

    /// <summary>What changed between two versions.</summary>
    public string Redline(DocumentId document, VersionNumber from, VersionNumber to) => $"{root}/{document}/changes/{from}/{to}";
}
