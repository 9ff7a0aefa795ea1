using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>What stands around a clause: whether it belongs to a list that a sentence introduces, or to a menu.</summary>
internal sealed class Surroundings(PolicyDocument document, Lexicon lexicon, SentenceReader reader)
{
    private const int MenuLength = 3;
    private const int ShortText = 60;
    private const int LongestLabel = 40;
    private const int MostPlaces = 20;
    private const int TooShort = 12;
    private const int BannerLength = 4;
    private const int LongestButton = 7;

    // Consent banners and menus stand before the text or after it.
    private const int Edge = 12;

    private readonly Dictionary<Section, bool> partySections = [];
    private readonly Menus menus = new(document, reader);
    private readonly LeadIns leadIns = new(document, lexicon, reader);
    private readonly ChangeLog log = new(document, lexicon, reader);
    private readonly SentenceSearch search = new(document);
    private HashSet<string>? titles;

    /// <summary>What the headings make of what stands under them.</summary>
    public HeadingSenses Headings { get; } = new(lexicon, reader);

    /// <summary>Whether the sentence belongs to a history of versions.</summary>
    public bool IsLogEntry(Reading reading) => log.Holds(reading);

    /// <summary>What the sentence, with the line that introduces it, does with what it names.</summary>
    public LeadIns.Senses SenseOf(Reading reading) => leadIns.Of(reading);

    /// <summary>What is done with the items of the list in which a clause stands; nothing outside lists.</summary>
    public LeadIns.Senses SenseOfList(Clause clause) => clause.Kind is ClauseKind.ListItem ? leadIns.OfIntroduction(clause) : LeadIns.Senses.None;

    /// <summary>Whether a clause means the same under its introduction and its headings as one of the other version under its own.</summary>
    public bool HasSameSense(Clause clause, Surroundings there, Clause other) =>
        SenseOfList(clause) == there.SenseOfList(other) && Headings.Agree(clause, there.Headings, other);

    /// <summary>Whether the document says a sentence of the other version word by word, in the same sense.</summary>
    public bool Says(Reading reading, Surroundings there) => Places(reading).Any(clause => HasSameSense(clause, there, reading.Clause));

    /// <summary>Whether the document says a sentence of the other version word by word, but only under headings of another sense.</summary>
    public bool SaysUnderOtherHeading(Reading reading, Surroundings there) =>
        Places(reading).Any(clause => !Headings.Agree(clause, there.Headings, reading.Clause)) && !Says(reading, there);

    private List<Clause> Places(Reading reading) => reading.Text.Length <= TooShort ? [] : search.Holding(reading.Text);

    /// <summary>Whether the clause stands in a list of companies that process data: the heading or the sentence before says so.</summary>
    public bool IsInProcessorList(Clause clause)
    {
        if (clause.Kind is not (ClauseKind.ListItem or ClauseKind.TableRow))
            return false;

        if (NamesProcessors(document.FrontMatter.Title) || (clause.Section is { } section && NamesProcessors(section.Path)))
            return true;
        for (var i = clause.Index - 1; i >= 0 && i >= clause.Index - 200 && document.Clauses[i].Kind is not ClauseKind.Heading; i--)
        {
            if (document.Clauses[i].Kind is not ClauseKind.ListItem and not ClauseKind.TableRow)
                return NamesProcessors(document.Clauses[i].Meaning);
        }

        return false;
    }

    private bool NamesProcessors(string text) =>
        reader.Read(document.Clauses[0], text).Substance.Exists(found => lexicon.Entries[found.Entry].Id is "processors");

    /// <summary>Whether the clause is a short line of its own without a verb that says who does what: a label.</summary>
    public static bool IsLabel(Reading reading) =>
        reading.Clause.Kind is ClauseKind.Paragraph && reading.Words.Length <= 4 && reading.Operators.Count == 0
        && reading.Text.Length == reading.Clause.Meaning.Length && (reading.Text[^1] is not ('.' or ':' or ';' or ',') || (reading.Clause.SourceSpan.StartsWith("**") && reading.Clause.SourceSpan.TrimEnd().EndsWith("**")));

    public bool IsPlace(Found found) => lexicon.Entries[found.Entry].Id is "places";

    public bool IsEdge(Clause clause) => clause.Index < Edge || clause.Index >= document.Clauses.Count - Edge;

    public bool IsShort(Clause clause) => clause.Meaning.Length <= ShortText;

    /// <summary>Whether the clause is an item of a list, or a row of a table, that a sentence ending in a colon introduces.</summary>
    public bool LeadIn(Clause clause)
    {
        if (clause.Kind is ClauseKind.TableRow)
            return true;
        if (clause.Kind is not ClauseKind.ListItem)
            return false;

        for (var i = clause.Index - 1; i >= 0 && i >= clause.Index - 200; i--)
        {
            var before = document.Clauses[i];
            if (before.Kind is ClauseKind.Heading)
                return false;
            if (before.Kind is not ClauseKind.ListItem)
                return EndsInColon(before);
            if (EndsInColon(before))
                return true;
        }

        return false;
    }

    /// <summary>Whether every line of the clause is a heading or a line of its own elsewhere in the text: a table of contents.</summary>
    public bool IsContents(Clause clause)
    {
        if (clause.Kind is not ClauseKind.Paragraph || clause.SourceSpan.Count('\n') < MenuLength - 1)
            return false;

        titles ??= [.. document.Clauses.Where(one => one.Kind is ClauseKind.Heading || one.SourceSpan.StartsWith("**")).Select(one => TitleOf(one.SourceSpan))];
        var lookup = titles.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var line in clause.SourceSpan.EnumerateLines())
        {
            if (!lookup.Contains(TitleOf(line)))
                return false;
        }

        return true;
    }

    // The first line only: a bold line may have text below it.
    private static string TitleOf(ReadOnlySpan<char> source)
    {
        var end = source.IndexOf('\n');
        return (end < 0 ? source : source[..end]).Trim("# *_\r\t").ToString();
    }

    /// <summary>Whether the clause belongs to a menu that was copied with the page.</summary>
    public bool IsInMenu(Clause clause) => menus.Holds(clause) && !LeadIn(clause);

    /// <summary>Whether the clause is one of several short ones in a row that are links or have no full stop: a menu.</summary>
    public bool IsMenu(Clause clause)
    {
        if (clause.Kind is ClauseKind.Heading || !IsMenuEntry(clause))
            return false;

        var (first, last) = (clause.Index, clause.Index);
        while (first > 0 && IsMenuEntry(document.Clauses[first - 1]))
            first--;
        while (last + 1 < document.Clauses.Count && IsMenuEntry(document.Clauses[last + 1]))
            last++;

        var links = 0;
        for (var i = first; i <= last; i++)
            links += document.Clauses[i].LinkTargets.Count > 0 ? 1 : 0;
        return last - first + 1 >= MenuLength && links * 2 > last - first + 1;
    }

    /// <summary>Whether the clause is nothing but links, with no more than a label before them and separators between them.</summary>
    public bool IsLinkOnly(Clause clause)
    {
        if (clause.LinkTargets.Count == 0)
            return false;

        var (depth, letters, label) = (0, 0, 0);
        var source = clause.SourceSpan;
        for (var i = 0; i < source.Length; i++)
        {
            var opensTarget = source[i] == '(' && i > 0 && source[i - 1] == ']';
            depth += source[i] == '[' || opensTarget || (source[i] == '(' && depth > 0) ? 1 : source[i] is ']' or ')' && depth > 0 ? -1 : 0;
            letters += depth == 0 && char.IsLetterOrDigit(source[i]) ? 1 : 0;
            if (source[i] == '[' && depth == 1 && label == 0)
                (label, letters) = (i, IsLabel(clause, source[..i]) ? 0 : letters);
        }

        return letters == 0;
    }

    /// <summary>Whether the clauses behind it are a list of links and nothing else.</summary>
    public bool IntroducesLinks(Clause clause)
    {
        var i = clause.Index + 1;
        while (i < document.Clauses.Count && i <= clause.Index + MostPlaces && document.Clauses[i].Kind is ClauseKind.ListItem && IsLinkOnly(document.Clauses[i]))
            i++;
        return i > clause.Index + 1 && (i == document.Clauses.Count || document.Clauses[i].Kind is not ClauseKind.ListItem);
    }

    // "Popular places:", "Follow us:"
    private bool IsLabel(Clause clause, ReadOnlySpan<char> text)
    {
        text = text.Trim(" *_-\n");
        if (text.Length is 0 or > LongestLabel || text[^1] is not ':')
            return false;
        var label = reader.Read(clause, text.ToString());
        return label.Substance.Count + label.Operators.Count + label.Count(WordClass.Topic) == 0;
    }

    /// <summary>Whether the clause stands close before the buttons of a consent banner, at the start or the end of the page.</summary>
    public bool IsInBanner(Clause clause)
    {
        if (!IsEdge(clause) || clause.Kind is ClauseKind.Heading)
            return false;

        if (clause.Sentences.Any(sentence => sentence.Text.Length <= LongestLabel && IsButton(clause, sentence.Text)))
            return true;
        for (var i = clause.Index + 1; i <= Math.Min(clause.Index + BannerLength, document.Clauses.Count - 1); i++)
        {
            var next = document.Clauses[i];
            if (next.Meaning.Length > LongestLabel)
                continue;
            if (next.Kind is ClauseKind.Heading)
                return false;
            if (IsButton(next, next.Meaning))
                return true;
        }

        return false;
    }

    private bool IsButton(Clause clause, string text)
    {
        var button = reader.Read(clause, text);
        return button.Words.Length <= LongestButton && button.Is(FormKind.Banner);
    }

    /// <summary>Whether the heading over the clause speaks of those who receive data.</summary>
    public bool IsUnderParties(Clause clause) =>
        clause.Section is { } section && clause.Kind is not ClauseKind.Heading && SpeaksOfParties(section) && !IsRowOfLinks(clause);

    /// <summary>Whether a word that opens a clause is a name: a capital, and no word of the language.</summary>
    public bool IsName(Clause clause, string word)
    {
        var read = reader.Read(clause, word);
        return char.IsUpper(word[0]) && read.Words.Length == 1 && read.Classes[0] is WordClass.Unknown or WordClass.Name;
    }

    // "About | Announcements | Site map": the foot of a page, whatever section stands before it.
    private static bool IsRowOfLinks(Clause clause) => clause.LinkTargets.Count >= MenuLength && clause.Meaning.Contains(" | ", StringComparison.Ordinal);

    private bool SpeaksOfParties(Section section)
    {
        if (!partySections.TryGetValue(section, out var speaks))
        {
            speaks = reader.Read(document.Clauses[0], section.Title) is var title
                && (title.Substance.Exists(found => lexicon.Entries[found.Entry].Category is ReasonCategory.Sharing) || title.Groups.Any(group => group >= 0 && lexicon.Entries[group].Id is "third")
                    || title.Words.Any(word => reader.Table.StemOf(word.Id) is "receiv"));
            partySections[section] = speaks;
        }

        return speaks;
    }

    private static bool IsMenuEntry(Clause clause) =>
        clause.Meaning.Length is > 0 and <= ShortText && clause.Meaning[^1] is not ('.' or ':' or ';' or ',');

    private static bool EndsInColon(Clause clause) => clause.Meaning.EndsWith(':');
}
