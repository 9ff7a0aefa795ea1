using PolicyNotify.Changes;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Policies;

/// <summary>What publishing came to, for people.</summary>
internal static class PublishWords
{
    public static void Write(Answer answer, PublishResult result)
    {
        var version = result.Version;
        answer.Heading(result.Created
            ? $"{version.Document} {version.Number} is published."
            : $"{version.Document} {version.Number} already holds exactly this text; nothing was changed.");
        answer.Fields(
            ("significance", Words.Of(version.Significance) + (version.Override is null ? "" : " (legal's judgement)")),
            ("takes effect", $"{Words.Of(version.EffectiveOn)}, from its first moment in {version.TimeZone}"),
            ("state", Words.Of(version.State)),
            ("held because", version.HeldBecause),
            ("notice", version.Significance is Significance.Significant ? $"policy-notify notices show {version.Document}-{version.Number}" : "none: a minor version is announced on the site, never mailed"));
        if (result.Classification is { } classification)
            ReasonWords.Write(answer, classification.Judgement.Reasons);
        foreach (var remark in result.Remarks)
            answer.Line(ErrorOutput.Describe(remark));
    }
}
