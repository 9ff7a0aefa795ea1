namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which of the Functions host's own keys an HTTP call needs. The local runtime has no such keys and accepts <see cref="Anonymous"/> alone.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user.</summary>
    User = 1,

    /// <summary>A key of the function.</summary>
    Function = 2,

    /// <summary>A key of an extension.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
