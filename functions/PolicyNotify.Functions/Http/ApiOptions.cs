namespace PolicyNotify.Functions.Http;

/// <summary>Who may use the protected part of the API. Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Api";

    /// <summary>The shortest key accepted, in characters: 32 of base64 carry 192 bits.</summary>
    public const int ShortestKey = 32;

    /// <summary>The keys by the name under which their holder appears in the audit log, such as <c>Api:Keys:ci</c>.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);
}
