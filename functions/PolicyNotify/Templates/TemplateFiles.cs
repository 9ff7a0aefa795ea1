using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Templates;

/// <summary>The files below <c>templates/</c>: built in, each replaceable by one of the same path in the configured folder. Read once.</summary>
internal sealed class TemplateFiles
{
    private const string Root = "templates/";

    private readonly FrozenDictionary<string, byte[]> files;

    public TemplateFiles(IOptions<TemplateOptions> options, IHostEnvironment environment)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var assembly = typeof(TemplateFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            found[resource[Root.Length..]] = bytes;
        }

        if (options.Value.Folder is { } folder)
        {
            var top = Path.Combine(environment.ContentRootPath, folder);
            foreach (var file in Directory.EnumerateFiles(top, "*", SearchOption.AllDirectories))
            {
                found[Path.GetRelativePath(top, file).Replace('\\', '/')] = File.ReadAllBytes(file);
            }
        }

        files = found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every file's path below <c>templates/</c>, such as <c>mail/notice.html.hbs</c>, in ordinal order.</summary>
    public IEnumerable<string> Paths => files.Keys.Order(StringComparer.Ordinal);

    /// <summary>A file's bytes; null when there is none of that path.</summary>
    public ReadOnlyMemory<byte>? Find(string path) => files.TryGetValue(path, out var bytes) ? bytes : null;
}
