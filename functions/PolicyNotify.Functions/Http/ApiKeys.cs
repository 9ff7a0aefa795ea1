using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;

namespace PolicyNotify.Functions.Http;

/// <summary>Tells whose key a request carries, in a time that depends neither on the key presented nor on which key matches.</summary>
internal sealed class ApiKeys(IOptions<ApiOptions> options)
{
    private const string HeaderName = "X-Api-Key";
    private const string Scheme = "Bearer ";

    private readonly (byte[] Hash, Actor Holder)[] keys =
        [.. options.Value.Keys.Select(key => (Hash(key.Value), Actor.Key(key.Key)))];

    /// <summary>The key a request carries, from <c>Authorization: Bearer</c> or else <c>X-Api-Key</c>.</summary>
    public static string? Presented(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Scheme.Length..].Trim();
        }

        return request.Headers[HeaderName].ToString() is { Length: > 0 } key ? key.Trim() : null;
    }

    public bool TryFindHolder(string presented, [NotNullWhen(true)] out Actor? holder)
    {
        holder = null;
        var hash = Hash(presented);
        foreach (var key in keys)
        {
            // No early end: the time must not tell which key came close.
            if (CryptographicOperations.FixedTimeEquals(key.Hash, hash))
            {
                holder = key.Holder;
            }
        }

        return holder is not null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
