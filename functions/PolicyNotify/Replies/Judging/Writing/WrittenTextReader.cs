using System.Text;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Replies.Judging.Writing;

/// <summary>Takes away what the writer did not write now: quotations, signatures, device lines and legal notices.</summary>
internal sealed class WrittenTextReader(PhraseBooks books)
{
    private const int MaximumLines = 5_000;
    private const int SignOffWords = 8;
    private const int NameWords = 3;

    private readonly QuotationMarks marks = new(books);

    public WrittenText Read(ReadMail mail)
    {
        var plain = Read(mail.PlainText ?? string.Empty);
        return plain.Text.Length > 0 || mail.HtmlText is null ? plain : Read(mail.HtmlText);
    }

    public WrittenText Read(string text)
    {
        var lines = text.Replace("\r", string.Empty, StringComparison.Ordinal).Replace('\u00a0', ' ').Split('\n', MaximumLines + 1).Take(MaximumLines).ToList();
        var reading = new Reading();
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (QuotationMarks.IsQuoted(line))
            {
                reading.Quote();
            }
            else if (marks.AttributionAt(lines, at) is var count and > 0)
            {
                reading.Quote();
                at += count - 1;
                if (!QuotationMarks.NextIsQuoted(lines, at + 1))
                    break;
            }
            else if (marks.IsOriginalMarker(line) || marks.IsHeaderBlock(lines, at))
            {
                reading.Quote();
                if (marks.IsForwardMarker(line))
                    reading.Forwarded = string.Join('\n', lines.Skip(at + 1));
                if (!QuotationMarks.NextIsQuoted(lines, at + 1))
                    break;
            }
            else
            {
                Own(reading, line);
            }
        }

        return Finish(reading);
    }

    private void Own(Reading reading, string line)
    {
        var trimmed = line.Trim();
        var words = Sentences.WordsOf(trimmed);
        if (trimmed.Length > 0 && words.Count == 0 && trimmed.All(letter => letter is '-' or '_' or '=' or '*' or '—'))
        {
            // The delimiter of RFC 3676 opens the signature; a longer rule opens a footer or a quoted header, and says nothing itself.
            if (trimmed is "--" or "—")
                reading.IsBelowClosing = true;
            return;
        }

        if (StartsWith(words, PhraseRole.Device))
            return;
        if (reading.IsBelowClosing && StartsWith(words, PhraseRole.Postscript))
            reading.IsBelowClosing = false;

        // "Thanks" may be all that somebody writes; only below a text it closes a letter.
        if (!reading.IsBelowClosing && reading.HasOwn && IsSignOff(words))
            reading.IsBelowClosing = true;
        (reading.IsBelowClosing ? reading.Aside : reading.Own).Append(trimmed).Append('\n');
        reading.HasOwn |= words.Count > 0;
    }

    private bool StartsWith(IReadOnlyList<Word> words, PhraseRole role) =>
        words.Count > 0 && books.Find(words).Any(found => found.Hits.Any(hit => hit.Role == role && hit.Start == 0));

    // "Kind regards", "Best, Tom": the phrase alone, or with a name after it.
    private bool IsSignOff(IReadOnlyList<Word> words) =>
        words.Count is > 0 and <= SignOffWords
        && books.Find(words).Any(found => found.Hits.Any(hit => hit.Role is PhraseRole.SignOff && hit.Start == 0
            && (hit.End == words.Count || (words[hit.End].IsComma && words.Count - hit.End - 1 <= NameWords))));

    private WrittenText Finish(Reading reading)
    {
        return new WrittenText(WithoutNotices(reading.Own.ToString()), WithoutNotices(reading.Aside.ToString()), reading.Forwarded, reading.HasQuotation);
    }

    private string WithoutNotices(string text) =>
        string.Join("\n\n", text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(paragraph => !IsNotice(paragraph)).Select(paragraph => paragraph.Trim('\n'))).Trim();

    // One phrase of legal notices may stand in what a person writes; an objection beside it decides that one did.
    private bool IsNotice(string paragraph)
    {
        var hits = Sentences.Of(paragraph).SelectMany(sentence => books.Find(sentence.Words)).SelectMany(found => found.Hits).ToList();
        var phrases = hits.Where(hit => hit.Role is PhraseRole.Disclaimer).Select(hit => hit.Phrase.Source).Distinct(StringComparer.Ordinal).Count();
        return phrases > 1 || (phrases == 1 && !hits.Exists(hit => hit.Role is PhraseRole.Objection));
    }

    private sealed class Reading
    {
        public StringBuilder Own { get; } = new();

        public StringBuilder Aside { get; } = new();

        public bool HasQuotation { get; private set; }

        public bool HasOwn { get; set; }

        public string Forwarded { get; set; } = string.Empty;

        public bool IsBelowClosing { get; set; }

        public void Quote()
        {
            HasQuotation = true;
            IsBelowClosing = false;

            // What stands before and after a quotation never reads as one sentence.
            Own.Append('\n');
        }
    }
}
