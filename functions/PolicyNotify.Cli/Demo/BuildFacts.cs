using System.Reflection;

namespace PolicyNotify.Cli.Demo;

/// <summary>What the build wrote into this assembly about its surroundings.</summary>
internal static class BuildFacts
{
    /// <summary>The service's assembly, built together with this program.</summary>
    public static string ServiceAssembly => Read("ServiceAssembly");

    /// <summary>The repository it was built in.</summary>
    public static string Repository => Read("Repository");

    private static string Read(string name) => typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == $"PolicyNotify.{name}").Value!;
}
