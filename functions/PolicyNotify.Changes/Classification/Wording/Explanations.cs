using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>
/// Knows sentences that explain what anybody can know and bind nobody: what a cookie is, how a browser is set, and
/// questions. Whoever speaks does nothing in them, and nothing is said of recipients, rights or periods.
/// </summary>
internal sealed class Explanations(Lexicon lexicon)
{
    private const int LongestQuestion = 25;
    private const int LongestSubject = 5;

    // What may be said of cookies and browsers in an explanation; any other term of substance makes a statement of it.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "cookies", "tracking-technology", "third-party-cookie", "opt-out", "choose", "notify", "delete", "device-data", "any-time", "fraud", "security-measures", "termination-money",
        "record-or-observe", "ip-address", "at-once", "how-long", "log-data", "personalise", "content", "no-longer-than",
    };

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "a", "an", "small", "tiny", "text", "files", "file", "pieces", "bits", "short", "simple", "not", "typically", "usually", "generally",
    };

    // Refusing is a setting of a browser; these are rights against the company.
    private readonly WordSet refusals = WordSet.Of(lexicon, "opt", "unsubscribe", "track", "global", "sell");
    private readonly WordSet agents = WordSet.Of(lexicon, "we", "us", "party", "partner");
    // "This policy allows us to ...", "your"
    private readonly WordSet actors = WordSet.Of(lexicon, "your", "party", "partner", "allow", "authorise", "entitle");
    private readonly WordSet speakers = WordSet.Of(lexicon, "we");
    private readonly WordSet wishes = WordSet.Of(lexicon, "want", "hope");
    private readonly WordSet hows = WordSet.Of(lexicon, "how", "what", "why");
    private readonly WordSet withs = WordSet.Of(lexicon, "with");
    private readonly WordSet things = WordSet.Of(lexicon, "cookie", "beacon", "pixel", "gif", "tag", "browser", "log", "file", "storage", "address", "ip");
    private readonly WordSet browsers = WordSet.Of(lexicon, "browser");
    private readonly WordSet whose = WordSet.Of(lexicon, "your", "web", "internet", "the");
    private readonly WordSet texts = WordSet.Of(lexicon, "policy");
    private readonly WordSet pointers = WordSet.Of(lexicon, "this");
    private readonly WordSet settings = WordSet.Of(lexicon, "close", "setting", "menu");

    public bool Holds(Reading reading) =>
        reading.Words.Length > 0 && (IsQuestion(reading) || IsPath(reading) || IsAboutTheText(reading) || ((Defines(reading) || IsAboutBrowsers(reading)) && NobodyActs(reading) && IsHarmless(reading)));

    private static bool IsQuestion(Reading reading) =>
        reading.Text[^1] is '?' && reading.Words.Length <= LongestQuestion && reading.Quantities.Count == 0;

    // "Tools > Options > Privacy"
    private bool IsPath(Reading reading) =>
        reading.Quantities.Count == 0 && reading.Text.Contains("> ", StringComparison.Ordinal) && NobodyActs(reading)
        && reading.Substance.TrueForAll(found => lexicon.Entries[found.Entry].Id is "cookies" or "choose");

    // "This privacy policy should bring us closer to that goal."
    private bool IsAboutTheText(Reading reading)
    {
        if (reading.Substance.Count > 0 || reading.Quantities.Count > 0 || reading.Operators.Exists(found => lexicon.Entries[found.Entry].Operator is not (OperatorKind.Permission or OperatorKind.Obligation or OperatorKind.Advice or OperatorKind.Hedge)))
            return false;
        // The text is what the sentence is about only where it opens it: "In addition to this policy, we ..." is about us.
        var start = reading.Words.Length > 4 && withs.Contains(reading.Words[0].Id) ? 1 : 0;
        return reading.Words.Length > start + 2 && pointers.Contains(reading.Words[start].Id)
            && (texts.Contains(reading.Words[start + 1].Id) || texts.Contains(reading.Words[start + 2].Id))
            && Enumerable.Range(0, reading.Words.Length).All(i => !actors.Contains(reading.Words[i].Id)
                && (!speakers.Contains(reading.Words[i].Id) || (start > 0 && i + 1 < reading.Words.Length && wishes.Contains(reading.Words[i + 1].Id)) || (start > 0 && i > 0 && hows.Contains(reading.Words[i - 1].Id))));
    }

    /// <summary>Whether a sentence names nothing that is done: what it speaks of is data, people or protection in general.</summary>
    public bool IsGeneral(Reading reading) => Array.TrueForAll(reading.Groups, group => group < 0 || lexicon.Entries[group].Kind is not TermKind.Topic
        || lexicon.Entries[group].Id is "data" or "you-and-we" or "protection" or "people" or "company");

    private bool NobodyActs(Reading reading) => !Array.Exists(reading.Words, word => agents.Contains(word.Id));

    private bool IsHarmless(Reading reading) =>
        reading.Quantities.TrueForAll(quantity => quantity.Unit is "size")
        && reading.Substance.TrueForAll(found => Harmless.Contains(lexicon.Entries[found.Entry].Id) && !Refuses(reading, found));

    private bool Refuses(Reading reading, Found found) =>
        lexicon.Entries[found.Entry].Id is "opt-out" && Array.Exists(reading.Words[found.Start..found.End], word => refusals.Contains(word.Id));

    // "A cookie is a small text file"
    private bool Defines(Reading reading)
    {
        for (var i = 1; i < Math.Min(reading.Words.Length - 1, LongestSubject); i++)
        {
            if (things.Contains(reading.Words[i - 1].Id) && reading.Surface(i, i + 1) is "is" or "are")
                return Kinds.Contains(reading.Surface(i + 1, i + 2));
        }

        return false;
    }

    // "Most browsers accept cookies", "You can set your browser to refuse them"
    private bool IsAboutBrowsers(Reading reading)
    {
        var browser = Array.FindIndex(reading.Words, word => browsers.Contains(word.Id));
        return browser >= 0 && reading.Words.Length > 3
            && (reading.Surface(browser, browser + 1).EndsWith('s') || (browser > 0 && whose.Contains(reading.Words[browser - 1].Id)))
            && (reading.Substance.Exists(found => lexicon.Entries[found.Entry].Id is "cookies" or "tracking-technology" or "third-party-cookie") || Array.Exists(reading.Words, word => settings.Contains(word.Id)));
    }
}
