using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Notices;

/// <summary>Names the notice of one version, such as <c>privacy-2.0</c>: there is exactly one for a significant version.</summary>
public sealed record NoticeId
{
    private NoticeId(DocumentId document, VersionNumber version)
    {
        Document = document;
        Version = version;
    }

    /// <summary>The document it announces.</summary>
    public DocumentId Document { get; }

    /// <summary>The version it announces.</summary>
    public VersionNumber Version { get; }

    /// <summary>The notice of a version.</summary>
    public static NoticeId Of(DocumentId document, VersionNumber version) => new(document, version);

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="FormatException">The text is not a document name, a hyphen and a version number.</exception>
    public static NoticeId Parse(string text)
    {
        var hyphen = text.LastIndexOf('-');
        return hyphen > 0
            && DocumentId.TryParse(text[..hyphen], out var document)
            && VersionNumber.TryParse(text[(hyphen + 1)..], out var version)
                ? new NoticeId(document, version)
                : throw new FormatException($"'{text}' is not a notice: write the document and the version, such as privacy-2.0.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Document}-{Version}";
}
