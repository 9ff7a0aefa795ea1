namespace PolicyNotify.Changes.Classification;

/// <summary>One reason for a judgement, with the words it rests on.</summary>
/// <param name="Category">What it is about.</param>
/// <param name="Rule">The rule that found it, as named in the rules file.</param>
/// <param name="Significance">What this reason alone amounts to.</param>
/// <param name="Message">One plain sentence that could stand in a notice.</param>
/// <param name="Section">The heading under which it stands; empty before the first one.</param>
/// <param name="OldText">The earlier words; null when there were none.</param>
/// <param name="NewText">The later words; null when there are none.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Direction">Which way it moves the person.</param>
/// <param name="ToSettle">What would settle the doubt; null when there is none.</param>
/// <param name="Line">The line of the new file (of the old one for words that are gone), counted from 1; null when unknown.</param>
public sealed record Reason(
    ReasonCategory Category,
    string Rule,
    Significance Significance,
    string Message,
    string Section,
    string? OldText,
    string? NewText,
    Confidence Confidence = Confidence.High,
    Direction Direction = Direction.Different,
    string? ToSettle = null,
    int? Line = null);
