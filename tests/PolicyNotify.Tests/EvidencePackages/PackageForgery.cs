using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PolicyNotify.EvidencePackages;
using PolicyNotify.Json;

namespace PolicyNotify.Tests.EvidencePackages;

/// <summary>What a forger, or a bad disk, makes of a package.</summary>
internal static class PackageForgery
{
    public static byte[] Replace(byte[] content, string old, string replacement)
    {
        var before = Encoding.UTF8.GetString(content);
        var after = before.Replace(old, replacement, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        return Encoding.UTF8.GetBytes(after);
    }

    // A byte in the middle of what is stored of the file, found by the local header (APPNOTE.TXT 4.3.7: 30 bytes, the name, the extra field).
    public static byte[] Damage(byte[] zip, string file)
    {
        var name = Encoding.ASCII.GetBytes(file);
        var header = zip.AsSpan().IndexOf(name) - 30;
        var data = header + 30 + name.Length + BitConverter.ToUInt16(zip, header + 28);
        byte[] damaged = [.. zip];
        damaged[data + 40] ^= 0xFF;
        return damaged;
    }

    // The first step of the first objection that has several trades places with the second one.
    public static byte[] Swapped(byte[] list, bool keepNumbers)
    {
        var objections = System.Text.Json.Nodes.JsonNode.Parse(list)!.AsArray();
        var steps = objections.Select(objection => objection!["changes"]!.AsArray()).First(changes => changes.Count > 1);
        var first = steps[0]!;
        steps.RemoveAt(0);
        steps.Insert(1, first);
        if (!keepNumbers)
        {
            (steps[0]!["number"], steps[1]!["number"]) = (1, 2);
        }

        return JsonSerializer.SerializeToUtf8Bytes(objections, PolicyNotifyJson.Compact);
    }

    public static byte[] WithoutFirst(byte[] list) =>
        JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<List<JsonElement>>(list)!.Skip(1), PolicyNotifyJson.Compact);

    public static byte[] Rewrite(byte[] zip, Func<string, byte[], byte[]?> change, params (string Path, byte[] Content)[] added)
    {
        using var written = new MemoryStream();
        using (var target = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        using (var source = new ZipArchive(new MemoryStream(zip)))
        {
            foreach (var (path, content) in source.Entries.Select(entry => (entry.FullName, Content: change(entry.FullName, Read(entry)))).Concat(added.Select(file => (file.Path, (byte[]?)file.Content))))
            {
                if (content is not null)
                {
                    using var stream = target.CreateEntry(path).Open();
                    stream.Write(content);
                }
            }
        }

        return written.ToArray();
    }

    public static byte[] WithNewManifest(byte[] zip)
    {
        using var source = new ZipArchive(new MemoryStream(zip));
        var files = source.Entries
            .Where(entry => entry.FullName != "manifest.json")
            .Select(entry => new PackagedFile(entry.FullName, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Read(entry)))))
            .ToList();
        return Rewrite(zip, (path, content) => path == "manifest.json"
            ? JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<PackageManifest>(content, PolicyNotifyJson.Compact)! with { Files = files }, PolicyNotifyJson.Indented)
            : content);
    }

    public static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
