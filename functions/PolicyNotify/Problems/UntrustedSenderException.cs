namespace PolicyNotify.Problems;

/// <summary>The request cannot be shown to come from whom it says. Nothing of it was used. HTTP answers 401.</summary>
public sealed class UntrustedSenderException(string message) : Exception(message);
