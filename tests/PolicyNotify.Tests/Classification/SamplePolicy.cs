namespace PolicyNotify.Tests.Classification;

/// <summary>The policy that ships with the project, as it stands.</summary>
internal static class SamplePolicy
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(SamplePolicy).Assembly.GetManifestResourceStream("PolicyNotify.Tests.Classification.privacy.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
