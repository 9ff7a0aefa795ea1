namespace PolicyNotify.LocalRuntime.Azurite;

/// <summary>How to start one Azurite.</summary>
/// <param name="Root">The folder with package.json.</param>
/// <param name="Folder">Where its log and, unless <paramref name="InMemory"/>, its data live.</param>
/// <param name="Accounts">The storage accounts it serves: names with their base64 keys.</param>
/// <param name="InMemory">Whether to keep nothing on disk.</param>
/// <param name="OwnerProcessId">The process it must not outlive; null for one that others may take over.</param>
internal sealed record AzuriteLaunch(
    string Root,
    string Folder,
    IReadOnlyDictionary<string, string> Accounts,
    bool InMemory,
    int? OwnerProcessId);
