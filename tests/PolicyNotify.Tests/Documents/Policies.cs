using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Tests.Documents;

/// <summary>Reads texts that are meant to be readable.</summary>
internal static class Policies
{
    public static PolicyDocument Read(string text)
    {
        var result = PolicyDocument.Parse("policy/privacy.md", text);
        return result.Document ?? throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics));
    }

    public static PolicyComparison Compare(string old, string @new) => PolicyComparison.Compare(Read(old), Read(@new));
}
