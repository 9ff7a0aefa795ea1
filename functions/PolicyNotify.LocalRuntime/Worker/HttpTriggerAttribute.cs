using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the request parameter of a function that HTTP calls start.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[SuppressMessage("Design", "CA1019:Define accessors for attribute arguments", Justification = "The constructors are those of the isolated worker.")]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function)
    {
    }

    /// <summary>These methods, with a function key.</summary>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>Any method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>These methods.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route template, without the prefix of host.json; the function's name when null or empty.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods; null for any.</summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "The shape is that of the isolated worker.")]
    public string[]? Methods { get; }

    /// <summary>The host key needed.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
