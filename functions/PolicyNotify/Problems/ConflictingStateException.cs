namespace PolicyNotify.Problems;

/// <summary>The request is sound but the present state does not allow it. HTTP answers 409.</summary>
public sealed class ConflictingStateException(string message) : Exception(message);
