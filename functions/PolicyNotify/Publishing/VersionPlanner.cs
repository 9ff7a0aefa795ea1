using Microsoft.Extensions.Options;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>Decides significance, number, effective date and state of a text to be published. Pure: the same input gives the same plan.</summary>
internal sealed class VersionPlanner(IOptions<PublishingOptions> options, ChangeClassifier classifier)
{
    private readonly EffectiveDateRules dates = new(options.Value);

    public VersionPlan Plan(
        DocumentId document, PolicyDocument text, TextHash hash, PolicyDocument? previousText, DocumentSnapshot snapshot, string publishedBy, DateTimeOffset now)
    {
        var file = FileOf(document);
        var findings = new List<Diagnostic>([.. TextShape.Check(file, text), .. FrontMatterLimits.Check(file, text.FrontMatter)]);
        var judgement = previousText is null ? null : classifier.Classify(PolicyComparison.Compare(previousText, text));
        var (significance, replaced) = Significance(file, text.FrontMatter, previousText?.FrontMatter, judgement, findings);
        CheckSummary(file, significance, text.FrontMatter, previousText?.FrontMatter, findings);

        var calendar = new PolicyCalendar(text.FrontMatter.TimeZone);
        var pending = snapshot.Pending.ToList();
        var effectiveOn = dates.Decide(file, significance, text.FrontMatter, previousText?.FrontMatter, calendar, now, pending, findings);
        var effectiveAt = calendar.StartOf(effectiveOn);
        var atOnce = pending.Count == 0 && effectiveAt <= now;
        var version = new PolicyVersion(
            document,
            snapshot.NextNumber(significance),
            text.FrontMatter.Title,
            text.FrontMatter.Language,
            hash,
            significance,
            replaced,
            text.FrontMatter.Summary,
            now,
            publishedBy,
            effectiveOn,
            text.FrontMatter.TimeZone,
            effectiveAt,
            atOnce ? VersionState.InForce : VersionState.Scheduled,
            atOnce ? now : null,
            null)
        {
            ComparedWith = snapshot.Latest?.Number,
        };
        var classification = judgement is null || snapshot.Latest is not { } latest
            ? null
            : new VersionClassification(document, version.Number, hash, latest.Number, latest.TextHash, significance, judgement, replaced);
        return new(version, classification, findings);
    }

    public static string FileOf(DocumentId document) => $"{document}.md";

    private static (Significance Significance, SignificanceOverride? Override) Significance(
        string file, FrontMatter text, FrontMatter? previous, ChangeClassification? judgement, List<Diagnostic> findings)
    {
        if (judgement is not null && previous is not null)
        {
            return SignificanceRules.Decide(file, judgement, text, previous, findings);
        }

        if (text.Override is not null)
        {
            findings.Add(new(
                "override-needless", DiagnosticSeverity.Note, "The override changes nothing: the first version of a document is compared with nothing and is never mailed.",
                "Remove significance, reason and approved-by from the front matter.", file, Field: "significance"));
        }

        return (Changes.Significance.Minor, null);
    }

    private static void CheckSummary(string file, Significance significance, FrontMatter text, FrontMatter? previous, List<Diagnostic> findings)
    {
        if (significance is not Changes.Significance.Significant)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(text.Summary))
        {
            findings.Add(new(
                "summary-missing", DiagnosticSeverity.Warning, "The change will be mailed, and the front matter has no summary: the mail will list the reasons the system found.",
                "Write into the front matter, as summary, what changes and why, in plain words.", file, Field: "summary"));
        }
        else if (text.Summary == previous?.Summary)
        {
            findings.Add(new(
                "summary-left-over", DiagnosticSeverity.Warning, "The change will be mailed with the summary that was written for the version before.",
                "Write into the front matter, as summary, what changes this time and why.", file, Field: "summary"));
        }
    }
}
