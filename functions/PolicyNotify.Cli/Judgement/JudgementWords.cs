using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Cli.Policies;
using PolicyNotify.Cli.Terminal;

namespace PolicyNotify.Cli.Judgement;

/// <summary>A judgement in words: the verdict, the reasons, what to tell people, what is in doubt.</summary>
internal static class JudgementWords
{
    public static void Write(Answer answer, ChangeClassification judgement)
    {
        answer.Line(judgement.Significance is Significance.Significant
            ? $"Significant (confidence {Words.Of(judgement.Confidence)}): everybody has to be told in advance."
            : judgement.Reasons.Count == 0 ? "Nothing changed."
            : $"Minor (confidence {Words.Of(judgement.Confidence)}): announced on the site, no mail.");
        ReasonWords.Write(answer, judgement.Reasons);
        if (judgement.Summary.Count > 0)
            answer.Heading("What people could be told");
        foreach (var section in judgement.Summary)
        {
            answer.Line(section.Section.Length == 0 ? "  At the beginning" : $"  {section.Section}");
            foreach (var sentence in section.Sentences)
                answer.Line($"    {sentence}");
        }

        var doubts = judgement.Reasons.Where(reason => reason.ToSettle is not null).Select(reason => reason.ToSettle!).Distinct(StringComparer.Ordinal).ToList();
        if (doubts.Count > 0)
            answer.Heading("What would settle the doubts");
        foreach (var doubt in doubts)
            answer.Line($"  {doubt}");
    }
}
