using System.Security.Cryptography;
using System.Text;

namespace PolicyNotify.Site;

/// <summary>A finished page.</summary>
/// <param name="Html">The whole document.</param>
/// <param name="Status">The HTTP status it is served with.</param>
public sealed record SitePage(string Html, int Status = 200)
{
    /// <summary>Changes exactly when the page does; quoted, as an HTTP entity tag.</summary>
    public string ETag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Html)).AsSpan(0, 12))}\"";
}
