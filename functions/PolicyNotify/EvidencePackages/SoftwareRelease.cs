using System.Reflection;

namespace PolicyNotify.EvidencePackages;

internal static class SoftwareRelease
{
    /// <summary>The release with the commit it was built from, such as <c>1.2.0+9c346f8</c>.</summary>
    public static string Current { get; } =
        typeof(SoftwareRelease).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
