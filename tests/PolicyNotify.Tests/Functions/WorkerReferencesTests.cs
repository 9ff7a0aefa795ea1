using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PolicyNotify.Functions.Http;

namespace PolicyNotify.Tests.Functions;

/// <summary>The functions are built for Azure from the same sources: of the local runtime they may use only what the isolated worker has too.</summary>
public sealed class WorkerReferencesTests
{
    [Fact]
    public void The_functions_use_nothing_of_the_local_runtime_but_the_workers_names()
    {
        using var image = new PEReader(File.OpenRead(typeof(ApiGate).Assembly.Location));
        var metadata = image.GetMetadataReader();

        var used = metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Where(type => IsFromLocalRuntime(metadata, type))
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
            .ToList();

        string[] allowed =
        [
            "Microsoft.Azure.Functions.Worker.AuthorizationLevel",
            "Microsoft.Azure.Functions.Worker.Builder.FunctionsApplication",
            "Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder",
            "Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilderExtensions",
            "Microsoft.Azure.Functions.Worker.FunctionAttribute",
            "Microsoft.Azure.Functions.Worker.HttpTriggerAttribute",
            "Microsoft.Azure.Functions.Worker.QueueTriggerAttribute",
            "Microsoft.Azure.Functions.Worker.ScheduleStatus",
            "Microsoft.Azure.Functions.Worker.TimerInfo",
            "Microsoft.Azure.Functions.Worker.TimerTriggerAttribute",
        ];
        Assert.Contains("Microsoft.Azure.Functions.Worker.FunctionAttribute", used);
        Assert.Empty(used.Except(allowed, StringComparer.Ordinal));
    }

    private static bool IsFromLocalRuntime(MetadataReader metadata, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.AssemblyReference
        && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == "PolicyNotify.LocalRuntime";
}
