using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PolicyNotify.Json;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>How JSON of somebody else's hand is read: every member that a record cannot be without must be there.</summary>
internal static class WholeRecords
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(PolicyNotifyJson.Compact)
        {
            RespectNullableAnnotations = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(RequireWhatCannotBeNull),
        };
        options.MakeReadOnly();
        return options;
    }

    // RespectRequiredConstructorParameters would ask for nullable members too, which are left out when they hold nothing.
    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(member => member.AssociatedParameter is { IsNullable: false, HasDefaultValue: false }))
        {
            member.IsRequired = true;
        }
    }
}
