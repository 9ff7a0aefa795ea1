using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PolicyNotify.LocalRuntime.Azurite;

namespace PolicyNotify.LocalRuntime.Settings;

/// <summary>Secrets that local runs make for themselves: the settings listed under <c>LocalSecrets</c>, each 32 random bytes in base64, kept in <c>.local/secrets.json</c>.</summary>
internal static class LocalSecrets
{
    public const string Section = "LocalSecrets";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>The secrets of this content root, after making those that neither it nor the settings have.</summary>
    public static IReadOnlyDictionary<string, string?> Ensure(IConfiguration configuration, string contentRoot)
    {
        var names = configuration.GetSection(Section).GetChildren().Select(child => child.Value).OfType<string>().ToList();
        var path = Path.Combine(contentRoot, ".local", "secrets.json");
        if (names.Count == 0)
        {
            return new Dictionary<string, string?>();
        }

        using var held = FileLock.Acquire(path + ".lock");
        var secrets = Read(path);
        var missing = names.Where(name => !secrets.ContainsKey(name) && string.IsNullOrEmpty(configuration[name])).ToList();
        if (missing.Count > 0)
        {
            missing.ForEach(name => secrets[name] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            PrivateFile.Write(path, JsonSerializer.Serialize(secrets, Json));
        }

        return secrets;
    }

    private static SortedDictionary<string, string?> Read(string path)
    {
        var secrets = new SortedDictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
        {
            return secrets;
        }

        try
        {
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllText(path), Json)!)
            {
                secrets[name] = value;
            }

            return secrets;
        }
        catch (JsonException exception)
        {
            // Making new ones would make recipients and reply tokens of earlier runs unreadable without a word.
            throw new LocalRuntimeException(
                $"{path} is not readable JSON. Restore it; or delete the whole folder {Path.GetDirectoryName(path)} to start again with empty storage and new secrets.", exception);
        }
    }
}
