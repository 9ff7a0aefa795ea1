using Microsoft.Extensions.Options;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Checking;

/// <summary>What publishing a text now would come to, by the service's own rules.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Document">The document.</param>
/// <param name="ComparedWith">What it was compared with; null when there is nothing to compare with.</param>
/// <param name="Significance">What the change counts as, overrides included.</param>
/// <param name="IsOverridden">Whether legal's judgement replaced the classifier's.</param>
/// <param name="EffectiveOn">The day it would take effect; null when it would be refused.</param>
/// <param name="EarliestEffectiveOn">The first day on which it lawfully may.</param>
/// <param name="KeepsPromises">Whether it may be published as it is.</param>
/// <param name="Findings">What is wrong, and what is worth knowing.</param>
/// <param name="Reasons">Why the change is minor or significant.</param>
internal sealed record PolicyCheck(
    string File,
    DocumentId Document,
    string? ComparedWith,
    Significance Significance,
    bool IsOverridden,
    DateOnly? EffectiveOn,
    DateOnly EarliestEffectiveOn,
    bool KeepsPromises,
    IReadOnlyList<Diagnostic> Findings,
    IReadOnlyList<Reason> Reasons)
{
    public static PolicyCheck Of(DocumentId document, string file, PolicyDocument text, PreviousText? previous, ChangeClassifier classifier, PublishingOptions options, DateTimeOffset now)
    {
        var nothingPublished = new DocumentSnapshot(null, []);
        var plan = new VersionPlanner(Options.Create(options), classifier).Plan(document, text, TextHash.Of(System.Text.Encoding.UTF8.GetBytes(text.Source)), previous?.Document, nothingPublished, "check", now);
        var judgement = previous is null ? null : classifier.Classify(PolicyComparison.Compare(previous.Document, text));
        var calendar = new PolicyCalendar(text.FrontMatter.TimeZone);
        return new(
            file,
            document,
            previous?.Name,
            plan.Version.Significance,
            plan.Version.Override is not null,
            plan.IsRefused ? null : plan.Version.EffectiveOn,
            new EffectiveDateRules(options).Earliest(plan.Version.Significance, calendar, now, []),
            !plan.IsRefused,
            [.. plan.Findings.Select(finding => finding with { File = file })],
            judgement?.Reasons ?? []);
    }
}
