using System.Text.Json;

namespace PolicyNotify.Cli.Service;

/// <summary>The API key that the local service generated for itself, in the nearest repository above a folder.</summary>
internal static class LocalKey
{
    private const string Prefix = "Api:Keys:";

    public static string? Find(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (File.Exists(Path.Combine(current.FullName, "package.json")))
                return Read(Path.Combine(current.FullName, ".local", "secrets.json"));
        }

        return null;
    }

    private static string? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return Settings(document.RootElement, "").Where(setting => setting.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).Select(setting => setting.Value).FirstOrDefault();
        }
        catch (JsonException exception)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"{file} is not readable JSON ({exception.Message}) Give the key with --key instead.");
        }
    }

    // Settings files may nest sections or write them with colons; both mean the same.
    private static IEnumerable<(string Name, string Value)> Settings(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Settings(property.Value, path.Length == 0 ? property.Name : $"{path}:{property.Name}")),
        JsonValueKind.String => [(path, element.GetString()!)],
        _ => [],
    };
}
