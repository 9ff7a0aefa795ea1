using PolicyNotify.Replies.Judging.Phrases;
using PolicyNotify.Replies.Judging.Writing;

namespace PolicyNotify.Replies.Judging.Intent;

/// <summary>
/// Tells what a person wants. Whatever is not clear goes to review: an objection may wait there for a reader, but is never put aside,
/// and nobody is taken at words that they did not clearly say.
/// </summary>
internal sealed class IntentJudge(PhraseBooks books)
{
    private const int EnoughReasons = 3;

    // A greeting and a customer number, but no message of its own.
    private const int WordsBesideSubject = 12;

    // A book, not a letter: the rules would find something in it, and it need not be what the writer means.
    private const int MaximumText = 20_000;

    private readonly SentenceReader reader = new(books);

    public ReplyJudgement Judge(string subject, WrittenText written)
    {
        var text = written.Text;
        if (!text.Any(char.IsLetterOrDigit))
            return JudgeWithoutText(subject, written);
        if (text.Length > MaximumText)
            return Review(text, "It is too long for the rules.", null, []);

        var sentences = Sentences.Of(text);
        var read = Read(sentences);
        var ownSubject = OwnSubject(subject);
        List<ReadSentence> inSubject = ownSubject is null ? [] : Read(Sentences.Of(ownSubject));
        var clear = Clear(read);
        var isDoubted = Doubts(read, text) is { } doubt ? doubt : null;

        if (clear.Count > 0)
        {
            var language = clear[0].Language;
            return isDoubted is not null
                ? Review(text, $"It holds words of objection ({Quote(clear)}), but {isDoubted}.", language, clear)
                : ReplyJudgement.Human(ReplyKind.Objection, clear.Sum(one => one.Clear.Count) > 1 ? 0.99 : 0.95, $"The person objects or ends the contract: {Quote(clear)}.", text, language, Relied(clear));
        }

        if (read.Find(one => one.Clear.Count > 0) is { } brief)
            return Review(text, $"It objects in a word ({Quote([brief])}), but {(read.Exists(one => one.Has(PhraseRole.Thing)) ? "speaks of another thing" : "asks")} as well.", brief.Language, [brief]);
        if (Doubtful(read.Concat(inSubject)) is { } doubtful)
            return doubtful.Doubt is Doubt.Question && doubtful.Read.Asks && !read.Any(one => one.IsWatched || one.Doubtful.Any(pair => pair.Doubt is not Doubt.Question)) && isDoubted is null && !SaysNo(written)
                ? ReplyJudgement.Human(ReplyKind.Question, 0.8, $"The person asks about objecting or ending, without doing it: '{doubtful.Read.Sentence.Text}'.", text, doubtful.Read.Language, [doubtful.Read.Sentence.Text])
                : Review(text, $"It holds words of objection in '{doubtful.Read.Sentence.Text}', but {Explain(doubtful.Doubt)}.", doubtful.Read.Language, [doubtful.Read]);
        if (inSubject.Find(one => one.Clear.Count > 0) is { } bySubject)
        {
            return IsBySubject(read, sentences, written) ? ReplyJudgement.Human(ReplyKind.Objection, 0.9, $"Its subject objects, and the text adds nothing to it: {Quote([bySubject])}.", text, bySubject.Language, Relied([bySubject]))
                : Review(text, $"Only its subject objects ({Quote([bySubject])}).", bySubject.Language, [bySubject]);
        }

        if (isDoubted is not null)
            return Review(text, $"It cannot be taken at its word: {isDoubted}.", null, []);
        if (read.FirstOrDefault(one => one.IsWatched || (one.IsTopical && !read.Exists(other => other.Requests))) is { } watched)
            return Review(text, $"It uses words of an objection in a way the rules do not know: '{watched.Sentence.Text}'.", watched.Language, [watched]);
        return SaysNo(written)
            ? Review(text, "Below the closing or in a forwarded message stand words of objection.", null, [])
            : JudgeHarmless(text, read, sentences);
    }

    /// <summary>Whether any sentence clearly objects, whatever else it says.</summary>
    public bool Objects(string text) => text.Length > MaximumText || Read(Sentences.Of(text)).Any(one => one.Clear.Count > 0);

    /// <summary>
    /// Whether a text has any word that can belong to an objection, or speaks of a question of its own. A condition that is not the writer's does not count
    /// ("if you want to cancel an appointment, …").
    /// </summary>
    public bool Touches(string text) =>
        text.Length > MaximumText || Read(Sentences.Of(text)).GroupBy(one => one.Sentence, ReferenceEqualityComparer.Instance).Any(languages =>
            languages.Any(one => one.Clear.Count > 0 || one.Has(PhraseRole.OwnQuestion))
            || (languages.Any(Touches) && (languages.Any(one => one.Has(PhraseRole.FirstPerson)) || !languages.Any(one => one.Has(PhraseRole.Conditional)))));

    /// <summary>
    /// The same, but only where the writer speaks of themselves, and outside of sentences that a robot's words or a condition explain
    /// ("if this is about cancelling a lesson, …").
    /// </summary>
    public bool TouchesPersonally(string text) =>
        text.Length > MaximumText || Read(Sentences.Of(text)).GroupBy(one => one.Sentence, ReferenceEqualityComparer.Instance).Any(languages =>
            languages.Any(one => one.Clear.Count > 0 || one.Has(PhraseRole.OwnQuestion))
            || (languages.Any(Touches) && languages.Any(one => one.Has(PhraseRole.FirstPerson)) && !languages.Any(one => one.Has(PhraseRole.Automatic) || one.Has(PhraseRole.Conditional))));

    /// <summary>Whether a text asks something in the form of a question.</summary>
    public bool Asks(string text) => text.Length > MaximumText || Read(Sentences.Of(text)).Any(one => one.Sentence.IsQuestion);

    private static bool Touches(ReadSentence one) => one.Clear.Count > 0 || one.Doubtful.Any(pair => pair.Doubt is not Doubt.Condition) || one.IsWatched;

    private static ReplyJudgement JudgeHarmless(string text, List<ReadSentence> read, IReadOnlyList<Sentence> sentences)
    {
        if (read.Find(one => one.Requests) is { } request)
            return Accounted.TurningBesideRequest(sentences, read) is { } turning ? Missing(text, turning) : ReplyJudgement.Human(ReplyKind.Request, 0.9, $"The person exercises a data-protection right: {Name(request, request.Has(PhraseRole.Request) ? PhraseRole.Request : PhraseRole.Right)}.", text, request.Language, [request.Sentence.Text]);
        if (read.FirstOrDefault(one => one.Sentence.IsQuestion && (one.Has(PhraseRole.Question) || one.Has(PhraseRole.HowTo) || one.Has(PhraseRole.Polite))) is { } question)
            return Unaccounted(text, sentences, read, mayAsk: true) ?? ReplyJudgement.Human(ReplyKind.Question, 0.85, $"The person asks: '{question.Sentence.Text}'.", text, question.Language, [question.Sentence.Text]);
        if (read.FirstOrDefault(one => one.Has(PhraseRole.HowTo) && one.Asks) is { } asking)
            return Unaccounted(text, sentences, read, mayAsk: true) ?? ReplyJudgement.Human(ReplyKind.Question, 0.7, $"The person asks: '{asking.Sentence.Text}'.", text, asking.Language, [asking.Sentence.Text]);
        if (read.FirstOrDefault(one => one.Has(PhraseRole.Accept) || one.Has(PhraseRole.Other)) is { } other && sentences.Count <= 12)
            return Unaccounted(text, sentences, read, mayAsk: false) ?? ReplyJudgement.Human(ReplyKind.Other, 0.8, $"The person agrees, thanks or greets, and asks for nothing: {Name(other, other.Has(PhraseRole.Accept) ? PhraseRole.Accept : PhraseRole.Other)}.", text, other.Language, [other.Sentence.Text]);
        return Review(text, "No phrase that the rules know says what the person wants.", null, []);
    }

    private static ReplyJudgement? Unaccounted(string text, IReadOnlyList<Sentence> sentences, List<ReadSentence> read, bool mayAsk) =>
        Accounted.Missing(sentences, read, mayAsk) is { } missing ? Missing(text, missing) : null;

    private static ReplyJudgement Missing(string text, Sentence missing) => Review(text, $"No phrase that the rules know accounts for '{missing.Text}'.", null, []);

    // "I am done here" is believed where the mail speaks of no other thing, a single word where it asks nothing.
    private static List<ReadSentence> Clear(List<ReadSentence> read)
    {
        var asks = read.Exists(one => one.Asks);
        var withThings = read.Where(one => one.Has(PhraseRole.Thing)).Select(one => one.Language).ToHashSet(StringComparer.Ordinal);
        return [.. read.Where(one => one.Clear.Any(hit => hit.Role switch { PhraseRole.Objection => true, PhraseRole.Weak => !withThings.Contains(one.Language), _ => !asks }))];
    }

    private static bool IsBySubject(List<ReadSentence> read, IReadOnlyList<Sentence> sentences, WrittenText written) =>
        !written.HasQuotation
        && !read.Exists(one => one.Asks || one.IsWatched || one.IsTopical || one.Has(PhraseRole.Accept) || one.Has(PhraseRole.Request) || one.Has(PhraseRole.Right) || one.Has(PhraseRole.Withdrawal) || one.Has(PhraseRole.Sarcasm))
        && (First(read, PhraseRole.SeeSubject) is not null || sentences.Sum(sentence => sentence.Words.Count) <= WordsBesideSubject);

    private ReplyJudgement JudgeWithoutText(string subject, WrittenText written)
    {
        if (OwnSubject(subject) is { } own && Read(Sentences.Of(own)).FirstOrDefault(one => one.Clear.Count > 0) is { } clear && !written.HasQuotation)
            return ReplyJudgement.Human(ReplyKind.Objection, 0.9, $"The mail is its subject, which objects: {Quote([clear])}.", own, clear.Language, [clear.Sentence.Text]);
        return Review(string.Empty, written.HasQuotation ? "Nothing but a quotation was found; the person may have written inside it." : "It holds no text.", null, []);
    }

    private List<ReadSentence> Read(IReadOnlyList<Sentence> sentences)
    {
        // Somebody who copies the words asked for, quotation marks and all, says them.
        var isAllQuoted = sentences.SelectMany(sentence => sentence.Words).All(word => word.IsQuoted || word.IsComma);
        return [.. sentences.SelectMany(sentence => reader.Read(sentence, isAllQuoted))];
    }

    // A subject that answers is ours, not the person's.
    private static string? OwnSubject(string subject)
    {
        var trimmed = subject.Trim();
        var colon = trimmed.IndexOfAny([':', '：']);
        return trimmed.Length == 0 || colon is > 0 and <= 8 ? null : trimmed;
    }

    private static string? Doubts(List<ReadSentence> read, string text)
    {
        if (First(read, PhraseRole.Withdrawal) is { } withdrawal)
            return $"the person takes something back: '{withdrawal.Sentence.Text}'";
        if (First(read, PhraseRole.Sarcasm) is { } sarcasm)
            return $"it may be meant as a joke: '{sarcasm.Sentence.Text}'";
        if (text.Contains("😂", StringComparison.Ordinal) || text.Contains("🤣", StringComparison.Ordinal) || text.Contains("🙄", StringComparison.Ordinal) || text.Contains("😉", StringComparison.Ordinal) || text.Contains("😜", StringComparison.Ordinal))
            return "it may be meant as a joke: it carries a laughing sign";
        return First(read, PhraseRole.Accept) is { } accept && read.Any(one => one.Clear.Count > 0)
            ? $"the person also agrees: '{accept.Sentence.Text}'"
            : null;
    }

    private bool SaysNo(WrittenText written) =>
        (written.SetAside.Length > 0 && Objects(written.SetAside)) || (written.Forwarded.Length > 0 && Objects(written.Forwarded));

    private static (ReadSentence Read, Doubt Doubt)? Doubtful(IEnumerable<ReadSentence> read)
    {
        var all = read.SelectMany(one => one.Doubtful.Select(pair => (Read: one, pair.Doubt))).ToList();
        return all.Count == 0 ? null : all.OrderByDescending(one => one.Doubt is not Doubt.Question).First();
    }

    private static ReadSentence? First(List<ReadSentence> read, PhraseRole role) => read.Find(one => one.Has(role));

    private static string Name(ReadSentence read, PhraseRole role) => $"'{read.Sentence.Text}' ({read.Language}: {Found(read, read.Hits.First(hit => hit.Role == role))})";

    private static string Quote(IReadOnlyList<ReadSentence> read) =>
        string.Join("; ", read.Take(EnoughReasons).Select(one => $"'{one.Sentence.Text}' ({one.Language}: {Found(one, one.Clear[0])})"));

    // The words found, not the phrase that found them: a phrase spells out every variant of itself.
    private static string Found(ReadSentence read, PhraseHit hit) =>
        string.Join(' ', read.Sentence.Words.Skip(hit.Start).Take(hit.End - hit.Start).Select(word => word.Text));

    private static List<string> Relied(IReadOnlyList<ReadSentence> read) => [.. read.Select(one => one.Sentence.Text).Distinct(StringComparer.Ordinal)];

    private static string Explain(Doubt doubt) => doubt switch
    {
        Doubt.Question => "they are part of a question",
        Doubt.Quotation => "they stand in quotation marks",
        Doubt.Negation => "a negation stands before them",
        Doubt.Condition => "they depend on a condition",
        Doubt.SomebodyElse => "they are somebody else's",
        Doubt.AnotherThing => "they are about something else than the contract",
        _ => "they are only considered, or past",
    };

    private static ReplyJudgement Review(string text, string reason, string? language, IReadOnlyList<ReadSentence> read) =>
        ReplyJudgement.Human(ReplyKind.Review, 0.5, reason, text, language, Relied(read));
}
