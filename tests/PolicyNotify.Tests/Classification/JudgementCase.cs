using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace PolicyNotify.Tests.Classification;

/// <summary>One row of the case table in cases.yaml.</summary>
public sealed class JudgementCase
{
    public string Name { get; set; } = "";

    public string Old { get; set; } = "";

    public string New { get; set; } = "";

    public string Verdict { get; set; } = "";

    public string? Category { get; set; }

    public string? Rule { get; set; }

    /// <summary>The rule the case nearly meets, which must stay silent.</summary>
    public string? Not { get; set; }

    public static IReadOnlyList<JudgementCase> All { get; } = Read();

    public override string ToString() => Name;

    private static List<JudgementCase> Read()
    {
        using var stream = typeof(JudgementCase).Assembly.GetManifestResourceStream("PolicyNotify.Tests.Classification.cases.yaml")!;
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<List<JudgementCase>>(reader);
    }
}
