namespace PolicyNotify.Problems;

/// <summary>What the caller named does not exist. HTTP answers 404.</summary>
public sealed class UnknownResourceException(string message) : Exception(message);
