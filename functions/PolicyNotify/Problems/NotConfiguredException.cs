namespace PolicyNotify.Problems;

/// <summary>What was asked for is switched off here; the message names the setting that switches it on. HTTP answers 503.</summary>
public sealed class NotConfiguredException(string message) : Exception(message);
