namespace PolicyNotify.Replies.Receiving;

/// <summary>Compares a host's name with a configured one.</summary>
internal static class HostName
{
    private const string AnyBelow = "*.";

    /// <summary>Whether a name is the configured one, or below it where that is written <c>*.example.com</c>.</summary>
    public static bool Is(string name, string configured) => configured.StartsWith(AnyBelow, StringComparison.Ordinal)
        ? name.EndsWith(configured[1..], StringComparison.OrdinalIgnoreCase)
        : name.Equals(configured, StringComparison.OrdinalIgnoreCase);
}
