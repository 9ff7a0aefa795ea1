namespace PolicyNotify.LocalRuntime.Azurite;

/// <summary>What processes of one content root tell each other about the Azurite they share.</summary>
/// <param name="Endpoint">Where it answers.</param>
/// <param name="StartedAt">When its process began, in UTC: with the id it tells the process from a later one.</param>
/// <param name="Account">The storage account.</param>
/// <param name="Key">The account's key, made anew at each start.</param>
internal sealed record LocalStorageState(AzuriteEndpoint Endpoint, DateTime StartedAt, string Account, string Key);
