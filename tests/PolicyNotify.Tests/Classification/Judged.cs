using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Tests.Classification;

/// <summary>Judges two texts as they are written.</summary>
internal static class Judged
{
    public static ChangeClassification Change(string old, string @new) => Change(ChangeClassifier.Default, old, @new);

    public static ChangeClassification Change(ChangeClassifier classifier, string old, string @new) =>
        classifier.Classify(PolicyComparison.Compare(Read("old.md", old), Read("new.md", @new)));

    public static PolicyDocument Read(string name, string text)
    {
        var result = PolicyDocument.Parse(name, text);
        Assert.True(result.IsUsable, string.Join(" ", result.Diagnostics));
        return result.Document;
    }

    public static string Told(this ChangeClassification judgement) =>
        $"{judgement.Significance}: " + string.Join(" | ", judgement.Reasons.Select(reason => $"{reason.Significance} {reason.Rule}/{reason.Category}: {reason.Message}"));
}
