using Microsoft.Extensions.Options;

namespace PolicyNotify.Replies.Receiving.Sources;

/// <summary>How the configured sources of replies are doing.</summary>
public sealed class ReplySources
{
    internal const string Folder = "folder";

    private readonly SourceStore store;
    private readonly ReplyOptions options;

    internal ReplySources(SourceStore store, IOptions<ReplyOptions> options) => (this.store, this.options) = (store, options.Value);

    /// <summary>The sources that are configured now and were looked at, in the order of their names.</summary>
    public async Task<IReadOnlyList<SourceStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var configured = options.Imap.Select((_, number) => ImapName(number)).ToHashSet(StringComparer.Ordinal);
        if (options.Folder.Path is { Length: > 0 })
            configured.Add(Folder);
        return [.. (await store.ListAsync(cancellationToken)).Where(source => configured.Contains(source.Name)).OrderBy(source => source.Name, StringComparer.Ordinal)];
    }

    internal static string ImapName(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"imap-{number}");
}
