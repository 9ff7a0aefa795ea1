using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Judges a sentence that is new or gone as a whole.</summary>
internal sealed class LoneJudge(
    Lexicon lexicon, Surroundings oldSurroundings, Surroundings newSurroundings, IReadOnlyList<Reading> old, IReadOnlyList<Reading> @new,
    Restatement saidBefore, Restatement stillSaid)
{
    private const int Short = 10;
    private const int LongestTeaser = 16;
    private const int LongestOwnersLine = 300;

    private static readonly string[] NeverDoes = [" we never ", " we do not ", " we don't ", " we don’t ", " we cannot ", " we can't ", " we can’t ", " we will not ", " we won't ", " we won’t ", " nobody ", " no one ", " never "];
    private static readonly string[] Getters = [" to who", " with who", " to any", " with any", " to every", " with every", " to others", " with others", " to them", " with them"];

    // What follows is told and not asked.
    private static readonly string[] Tellings = ["did you know", "do you know that", "do you know we", "are you aware", "were you aware", "you know", "have you heard", "would you have"];

    private readonly Elsewhere oldWords = new(lexicon, old);
    private readonly Elsewhere newWords = new(lexicon, @new);

    public IEnumerable<Finding> Judge(Reading reading, FindingKind kind)
    {
        var here = kind is FindingKind.Added ? newSurroundings : oldSurroundings;
        var there = kind is FindingKind.Added ? oldSurroundings : newSurroundings;
        var others = kind is FindingKind.Added ? oldWords : newWords;
        var harmless = HarmlessRule(reading, here, there) ?? (others.Holds(reading, holder => (reading.Clause.Kind is not Documents.ClauseKind.ListItem || there.SenseOf(holder) == here.SenseOf(reading)) && there.Headings.Agree(holder.Clause, here.Headings, reading.Clause)) || others.MakeUp(reading) ? "reorder" : null);
        if (harmless is not null)
            return [Minor(reading, kind, harmless)];

        if (kind is FindingKind.Removed && reading.Quantities.Count == 0 && (here.IsInProcessorList(reading.Clause) || IsNamedRecipient(reading, here)))
            return [Minor(reading, kind, "recipient-gone")];

        var findings = Weigh(reading, kind, here);
        if (findings.Exists(found => found.Significance is Significance.Significant) && !IsSaidOfItsItem(reading) && !there.SaysUnderOtherHeading(reading, here) && (kind is FindingKind.Added ? saidBefore : stillSaid).Holds(reading))
            return [Minor(reading, kind, "repeats")];
        return findings;
    }

    private List<Finding> Weigh(Reading reading, FindingKind kind, Surroundings here)
    {
        var findings = Substance(reading, kind).ToList();
        if (findings.Count > 0)
            return findings;

        if (IsRecipient(reading, here))
            return [Significant(reading, kind, "sharing", Confidence.Medium, [reading.Text]) with { Category = ReasonCategory.Sharing }];

        return !saidBefore.SaysNothing(reading) && InDoubt(reading, here) is { } confidence
            ? [Significant(reading, kind, "wording", confidence, [])]
            : [Minor(reading, kind, "style")];
    }

    private string? HarmlessRule(Reading reading, Surroundings here, Surroundings there)
    {
        if (reading.Clause.IsDateLine || here.IsLogEntry(reading) || (reading.Is(FormKind.Announcement) && reading.Words.Length <= Short && reading.Substance.Count == 0))
            return "date";
        if (there.Says(reading, here) && !IsSaidOfItsItem(reading))
            return "reorder";
        if (reading.IsColumnHead)
            return "heading";
        if (reading.IsHeading)
            return IsStatement(reading) ? null : "heading";
        if (here.IsInMenu(reading.Clause) || here.IsContents(reading.Clause) || there.IsContents(reading.Clause) || IsOwnersLine(reading) || IsPage(reading, here) || IsCatalogue(reading, here))
            return "page";
        if (Surroundings.IsLabel(reading) || IsQuestion(reading))
            return "heading";

        if (IsIntroductionToLinks(reading, here))
            return "pointer";

        var hasSubstance = reading.Substance.Exists(found => reading.Classes[found.Start] is WordClass.Substance);
        if ((reading.Is(FormKind.Banner) && here.IsEdge(reading.Clause)) || here.IsInBanner(reading.Clause))
            return "page";
        if (IsAddress(reading, here))
            return "contact";
        if (IsVariation(reading))
            return "style";
        if (hasSubstance || reading.Quantities.Count > 0)
            return null;
        if (reading.Is(FormKind.Announcement))
            return "date";
        if (reading.Is(FormKind.Licence))
            return "page";
        if (reading.Is(FormKind.Contact))
            return "contact";
        return reading.Is(FormKind.Pointer) && reading.Count(WordClass.Unknown) + reading.Count(WordClass.Name) + reading.Count(WordClass.Topic) <= 4 ? "pointer" : null;
    }

    // "Legal basis: your consent." after other sentences of an item: the same words elsewhere speak of something else.
    private bool IsSaidOfItsItem(Reading reading) =>
        reading.Clause.Kind is Documents.ClauseKind.ListItem or Documents.ClauseKind.TableRow && reading.Clause.Sentences.Count > 1 && reading.Words.Length <= Short
        && (reading.Quantities.Count > 0 || reading.Substance.Exists(found => lexicon.Entries[found.Entry].Category is ReasonCategory.LegalBasis or ReasonCategory.Retention))
        && !Array.Exists(reading.Groups, group => group >= 0 && lexicon.Entries[group].Id is "you-and-we");

    // "The cookies we set may vary depending on your region.": which ones, and where, is said elsewhere or nowhere.
    private bool IsVariation(Reading reading) =>
        reading.Is(FormKind.Variation) && reading.Quantities.Count == 0
        && reading.Substance.TrueForAll(found => lexicon.Entries[found.Entry].Category is ReasonCategory.Collection or ReasonCategory.Choice or ReasonCategory.Scope or ReasonCategory.Transfer)
        && reading.Operators.TrueForAll(found => lexicon.Entries[found.Entry].Operator is OperatorKind.Permission or OperatorKind.QuantifierSome or OperatorKind.QuantifierAny or OperatorKind.QuantifierAll);

    // "To read our charter in your language:", and nothing but links behind it. Whoever receives data may be listed so as well,
    // so nobody may do anything in it.
    private bool IsIntroductionToLinks(Reading reading, Surroundings here) =>
        reading.Text[^1] is ':' && reading.Words.Length > 2 && reading.Words.Length <= LongestTeaser && reading.Operators.Count + reading.Quantities.Count == 0
        && reading.Text.StartsWith("To ", StringComparison.Ordinal) && here.IntroducesLinks(reading.Clause)
        && reading.Substance.TrueForAll(found => reading.Classes[found.Start] is not WordClass.Substance || lexicon.Entries[found.Entry].Category is ReasonCategory.Scope or ReasonCategory.Choice);

    // A heading that is a sentence of its own makes a promise.
    private static bool IsStatement(Reading reading) => reading.Operators.Count > 0 && reading.Substance.Count > 0 && reading.Words.Length > 4;

    // "© 2025 Example Ltd or its affiliates. All rights reserved."
    private static bool IsOwnersLine(Reading reading) =>
        reading.Clause.Meaning.StartsWith('©') && reading.Clause.Meaning.Length <= LongestOwnersLine;

    // "What types of information do we collect?"
    public static bool IsQuestion(Reading reading) =>
        reading.Text[^1] is '?' && reading.Words.Length <= Short && reading.Text.Length == reading.Clause.Meaning.Length
        && !Tellings.Any(telling => reading.Text.StartsWith(telling, StringComparison.OrdinalIgnoreCase));

    private static bool IsPage(Reading reading, Surroundings here)
    {
        // The names of those who receive data are often links, and nothing else.
        var isLinkOnly = here.IsLinkOnly(reading.Clause) && !here.IsUnderParties(reading.Clause);

        // An entry of the table of contents: what it leads to is judged where it stands.
        if (isLinkOnly && reading.Clause.LinkTargets.All(target => target.StartsWith('#')))
            return true;
        if (here.LeadIn(reading.Clause))
            return false;
        if (reading.Clause.LinkTargets.Count > 1 && (isLinkOnly || (reading.Text.Contains(" | ", StringComparison.Ordinal) && here.IsLinkOnly(reading.Clause))))
            return true;
        if (reading.Words.Length > Short || reading.Quantities.Count > 0)
            return false;
        if (reading.Operators.Count > 1)
            return false;
        return isLinkOnly || reading.ChromeWords >= reading.Words.Length
            || (reading.ChromeWords > 0 && reading.ChromeWords * 2 >= reading.Words.Length && reading.Substance.Count == 0)
            || (here.IsMenu(reading.Clause) && !here.IsUnderParties(reading.Clause));
    }

    // A row of countries or languages without a verb is a menu that lost its links.
    private static bool IsCatalogue(Reading reading, Surroundings here)
    {
        if (reading.Substance.Count == 0 || here.LeadIn(reading.Clause) || reading.Operators.Count > 0 || reading.Count(WordClass.Topic) > 0)
            return false;
        var isAllCapitals = reading.Words.Length >= 3 && Array.TrueForAll(reading.Words, word => word.Has(WordMarks.Capital)) && reading.Text[^1] is not '.';
        return (reading.Substance.Count >= 5 || (isAllCapitals && reading.Clause.Kind is Documents.ClauseKind.Paragraph))
            && reading.Substance.TrueForAll(found => here.IsPlace(found));
    }

    private static bool IsAddress(Reading reading, Surroundings here)
    {
        if (reading.Words.Length > 30 || reading.Operators.Count > 0 || here.LeadIn(reading.Clause))
            return false;

        var names = reading.Count(WordClass.Name);
        var numbers = reading.Words.Count(word => word.Has(WordMarks.Number | WordMarks.Address));
        var speaks = reading.Count(WordClass.Topic);
        return (reading.Is(FormKind.Contact) || reading.Is(FormKind.ContactWord) || names >= 2) && (numbers > 0 || (here.IsShort(reading.Clause) && reading.Is(FormKind.ContactWord))) && speaks <= 1
            && reading.Substance.TrueForAll(found => here.IsPlace(found)) && names + numbers > 0;
    }

    private IEnumerable<Finding> Substance(Reading reading, FindingKind kind)
    {
        var found = reading.Substance.Where(one => reading.Classes[one.Start] is WordClass.Substance).ToList();
        if (found.Count == 0)
        {
            if (reading.Quantities.Exists(one => reading.Classes[one.Start] is WordClass.Quantity))
                yield return Significant(reading, kind, "quantity", Confidence.Medium, [.. reading.Quantities.Select(one => reading.Surface(one.Start, one.End))]);
            yield break;
        }

        foreach (var category in found.Select(one => lexicon.Entries[one.Entry].Category!.Value).Distinct())
        {
            var terms = found.Where(one => lexicon.Entries[one.Entry].Category == category).Select(one => reading.Surface(one.Start, one.End)).Distinct(StringComparer.OrdinalIgnoreCase);
            yield return Significant(reading, kind, SubstanceJudge.RuleOf(category), found.Count > 1 ? Confidence.High : Confidence.Medium, [.. terms]) with { Category = category };
        }
    }

    // "Hostly. Hostly runs our servers. ..." under a heading about recipients; a whole kind of recipients has no name.
    private static bool IsNamedRecipient(Reading reading, Surroundings here)
    {
        if (reading.IsHeading || !here.IsUnderParties(reading.Clause))
            return false;
        var opening = reading.Clause.Meaning.AsSpan();
        var end = opening.IndexOfAny(" .:,(");
        var name = (end < 0 ? opening : opening[..end]).ToString();
        return name.Length > 1 && here.IsName(reading.Clause, name);
    }

    // A name in a list under a heading about recipients.
    private static bool IsRecipient(Reading reading, Surroundings here) =>
        reading.Clause.Kind is Documents.ClauseKind.ListItem or Documents.ClauseKind.TableRow && here.IsUnderParties(reading.Clause)
        && reading.Count(WordClass.Unknown) + reading.Count(WordClass.Name) > 0;

    // "This means that even we never look at it."; what nobody else can do only follows from what was said.
    private static bool SaysWhoNeverDoes(Reading reading) =>
        (reading.Text.Contains(" we ", StringComparison.OrdinalIgnoreCase) || !reading.Text.Contains(" can ", StringComparison.OrdinalIgnoreCase))
        && NeverDoes.Any(words => reading.Text.Contains(words, StringComparison.OrdinalIgnoreCase));

    // "We are glad to hand what you write to whoever asks for it."
    private static bool NamesWhoGets(Reading reading) =>
        Getters.Any(words => reading.Text.Contains(words, StringComparison.OrdinalIgnoreCase))
        || (reading.Text.IndexOf(" to ", StringComparison.OrdinalIgnoreCase) is >= 0 and var deed && reading.Text.IndexOf(" what you ", deed, StringComparison.OrdinalIgnoreCase) >= 0);

    // No term of substance: does the sentence still speak of data or dealings, at some length or as part of a list?
    private static Confidence? InDoubt(Reading reading, Surroundings here)
    {
        var topics = reading.Count(WordClass.Topic);
        var unknown = reading.Count(WordClass.Unknown) + reading.Count(WordClass.Name);
        if (here.LeadIn(reading.Clause) && (unknown >= 1 || reading.Words.Any(word => word.Has(WordMarks.Capital) && !word.Has(WordMarks.First) && reading.Words.Length > 3) || topics >= (reading.Clause.Kind is Documents.ClauseKind.TableRow ? 3 : 1)))
            return Confidence.Low;
        if ((reading.Is(FormKind.Explaining) && SaysWhoNeverDoes(reading)) || (reading.Is(FormKind.Sentiment) && NamesWhoGets(reading)))
            return Confidence.Low;
        if (reading.Is(FormKind.Explaining) && reading.Operators.Count == 0 && !reading.Text.Contains(" we ", StringComparison.OrdinalIgnoreCase) && !reading.Text.Contains(" our ", StringComparison.OrdinalIgnoreCase))
            return null;
        if ((reading.Is(FormKind.Courtesy) || reading.Is(FormKind.Sentiment)) && topics <= 2)
            return null;
        if (reading.Operators.Count > 0 && topics >= 2 && reading.Words.Length >= 5)
            return Confidence.Low;
        return topics >= 1 && topics + unknown >= 4 && reading.Words.Length >= 8 ? Confidence.Low : null;
    }

    private static Finding Significant(Reading reading, FindingKind kind, string rule, Confidence confidence, IReadOnlyList<string> terms) =>
        new(rule, kind, Significance.Significant, confidence, reading.Clause, kind is FindingKind.Removed ? reading.Text : "", kind is FindingKind.Added ? reading.Text : "", terms);

    private static Finding Minor(Reading reading, FindingKind kind, string rule) =>
        Finding.Minor(rule, kind, reading.Clause, kind is FindingKind.Removed ? reading.Text : "", kind is FindingKind.Added ? reading.Text : "");
}
