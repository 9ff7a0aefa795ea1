using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>
/// Knows sentences that explain what anybody can know and bind nobody: what a cookie is, how a browser is set, and
/// questions. Whoever speaks does nothing in them, and nothing is said of recipients, rights or periods.
/// </summary>
internal sealed class Explanations(Lexicon lexicon)
{
    private const int LongestQuestion = 25;
    private const int LongestStep = 4;
    private const int LongestPath = 20;
    private const int LongestSubject = 5;

    // What may be said of cookies and browsers in an explanation; any other term of substance makes a statement of it.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "cookies", "tracking-technology", "third-party-cookie", "opt-out", "choose", "notify", "delete", "device-data", "any-time", "fraud", "security-measures", "termination-money",
        "record-or-observe", "ip-address", "at-once", "how-long", "log-data", "personalise", "content", "no-longer-than",
    };

    private static readonly HashSet<string> Openings = new(StringComparer.OrdinalIgnoreCase) { "how", "what", "who", "whom", "where", "when", "which" };

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
    private readonly WordSet records = WordSet.Of(lexicon, "record", "collect", "gather", "capture", "monitor", "observe", "listen", "scan", "read", "transmit", "send", "pass", "copy", "contain");
    private readonly WordSet withs = WordSet.Of(lexicon, "with");
    private readonly WordSet things = WordSet.Of(lexicon, "cookie", "beacon", "pixel", "gif", "tag", "browser", "log", "file", "storage", "address", "ip");
    private readonly WordSet browsers = WordSet.Of(lexicon, "browser");
    private readonly WordSet whose = WordSet.Of(lexicon, "your", "web", "internet", "the");
    private readonly WordSet texts = WordSet.Of(lexicon, "policy");
    private readonly WordSet pointers = WordSet.Of(lexicon, "this");
    private readonly WordSet settings = WordSet.Of(lexicon, "close", "setting", "menu");

    public bool Holds(Reading reading) =>
        reading.Words.Length > 0 && (IsQuestion(reading) || IsPath(reading) || IsAboutTheText(reading) || ((Defines(reading) || IsAboutBrowsers(reading)) && NobodyActs(reading) && IsHarmless(reading)));

    // "How do you use your rights?"; what is told in the form of a question is told: "Did you know that we ..."
    private bool IsQuestion(Reading reading) =>
        reading.Text[^1] is '?' && reading.Words.Length <= LongestQuestion && reading.Quantities.Count == 0
        && ((reading.Clause.Meaning.StartsWith(reading.Text, StringComparison.Ordinal) && IsTitle(reading)) || (reading.Substance.Count == 0 ? NobodyActs(reading) || IsTitle(reading) : NobodyActs(reading) && IsHarmless(reading)));

    // "How do we ...", over the answer; "why" takes for granted what it asks about.
    private static bool IsTitle(Reading reading) => Openings.Contains(reading.Surface(0, 1));

    // "Tools > Options > Privacy": the whole sentence leads through menus.
    private bool IsPath(Reading reading) =>
        reading.Quantities.Count == 0 && reading.Words.Length <= LongestPath && reading.Text.Contains("> ", StringComparison.Ordinal) && NobodyActs(reading)
        && reading.Operators.TrueForAll(found => found.Start == 0 && lexicon.Entries[found.Entry].Operator is OperatorKind.Condition)
        && reading.Substance.TrueForAll(found => lexicon.Entries[found.Entry].Id is "cookies" or "choose") && HasShortSteps(reading);

    // "If you use this browser, on the Tools menu > Options"
    private static bool HasShortSteps(Reading reading)
    {
        var (step, words) = (0, reading.Operators.Count > 0 ? -LongestStep * 2 : 0);
        for (var i = 0; i < reading.Words.Length; i++)
        {
            var next = reading.Text.IndexOf('>', step);
            if (next >= 0 && reading.Words[i].Start > next)
                (step, words) = (next + 1, 0);
            if (++words > LongestStep)
                return false;
        }

        return true;
    }

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
        reading.Quantities.TrueForAll(quantity => quantity.Unit is "size") && !TakesData(reading)
        && reading.Substance.TrueForAll(found => Harmless.Contains(lexicon.Entries[found.Entry].Id) && !Refuses(reading, found));

    // "With cookies, the content of your browser is recorded": whoever records it, it is taken.
    private bool TakesData(Reading reading) =>
        Array.Exists(reading.Words, word => records.Contains(word.Id))
        && reading.Substance.Exists(found => lexicon.Entries[found.Entry].Id is "ip-address" or "device-data" or "log-data" or "content");

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
