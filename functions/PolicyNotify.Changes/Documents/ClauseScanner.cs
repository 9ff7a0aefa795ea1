namespace PolicyNotify.Changes.Documents;

/// <summary>
/// Takes one clause apart into words and punctuation and sets aside what is form. One pass from left to right: what
/// cannot be closed is taken literally, and a search that failed once is not repeated, so time grows with length.
/// </summary>
internal sealed class ClauseScanner
{
    private readonly string text;
    private readonly ClauseForm form;
    private readonly int end;
    private readonly AtomList atoms;
    private readonly MarkupReader markup;
    private int at;
    private int openQuotes;
    private char translation;

    private ClauseScanner(string text, int start, int end, ClauseForm form)
    {
        this.text = text;
        this.end = end;
        this.form = form;
        at = start;
        atoms = new AtomList(end - start);
        markup = new MarkupReader(text, end);
    }

    public static ClauseReading Read(string body, Clause clause)
    {
        var (start, end) = ClauseEdges.Trim(body, clause);
        return new ClauseScanner(body, start, end, clause.Form).Read(clause.Kind);
    }

    private ClauseReading Read(ClauseKind kind)
    {
        string? number = null;
        if ((form & ClauseForm.Verbatim) == 0)
            at = ClauseLead.Skip(text, at, end, kind, out number);

        while (at < end)
            ReadNext();

        var reading = atoms.ToArray();
        var meaning = atoms.Meaning;
        return new(reading, meaning, markup.LinkTargets, number, DateLine.IsDateLine(meaning));
    }

    private void ReadNext()
    {
        var c = text[at];
        if (c == '\n')
        {
            atoms.Space();
            at = ClauseEdges.SkipLinePrefix(text, at + 1, end, form);
        }
        else if (char.IsWhiteSpace(c))
        {
            atoms.Space();
            at++;
        }
        else if (Typography.IsInvisible(c))
        {
            at++;
        }
        else if (!SkipMarkup(c))
        {
            ReadAtom(c);
        }
    }

    private bool SkipMarkup(char c)
    {
        if (c == translation && markup.AfterTranslation(at) is var after && after > at)
        {
            (at, translation) = (after, '\0');
            return true;
        }

        if (c == '{' && markup.Translation(at) is var call && call > at)
        {
            (at, translation) = (call, text[call - 1]);
            return true;
        }

        if (c == '{' && markup.Template(at) is var template && template > at)
        {
            at = template;
            return true;
        }

        if ((form & ClauseForm.Html) != 0 || (form & ClauseForm.Verbatim) == 0)
        {
            if (c == '<')
                return SkipTag();
            if (c == '&')
                return ReadEntity();
        }

        return (form & ClauseForm.Verbatim) == 0 && SkipInline(c);
    }

    private bool SkipInline(char c)
    {
        switch (c)
        {
            case '\\' when at + 1 < end && char.IsAsciiLetterOrDigit(text[at + 1]) is false:
                at++;
                if (!char.IsWhiteSpace(text[at]))
                    ReadAtom(text[at]);
                return true;
            case '~' when markup.Struck(at) is var struck && struck > at:
                at = struck;
                return true;
            case '*' or '~' or '`' when TouchesText():
            case '_' when !IsInsideWord() && TouchesText():
                at++;
                return true;
            case '!' when at + 1 < end && text[at + 1] == '[':
            case '[':
                at += c == '!' ? 2 : 1;
                if (at < end && text[at] == '^')
                    at = Math.Max(at, markup.After(']', at));
                return true;
            case ']':
                at = markup.LinkTail(at);
                return true;
            case '|' when (form & ClauseForm.TableRow) != 0:
                atoms.Space();
                at++;
                return true;
            default:
                return false;
        }
    }

    // A star between two spaces is a star.
    private bool TouchesText() =>
        (at + 1 < end && !char.IsWhiteSpace(text[at + 1])) || (at > 0 && !char.IsWhiteSpace(text[at - 1]));

    private bool IsInsideWord() =>
        at > 0 && at + 1 < end && Typography.IsWord(text[at - 1]) && text[at - 1] != '_' && Typography.IsWord(text[at + 1]);

    private bool SkipTag()
    {
        var tag = markup.Tag(at);
        if (tag.End == at)
            return false;

        if (tag.IsAutolink)
        {
            var close = tag.End - 1;
            atoms.Add(at + 1, close, text[(at + 1)..close]);
        }
        else if (tag.Divides)
        {
            atoms.Space();
        }

        at = tag.End;
        return true;
    }

    private bool ReadEntity()
    {
        var length = markup.Entity(at, out var decoded);
        if (length == 0)
            return false;

        if (string.IsNullOrWhiteSpace(decoded))
            atoms.Space();
        else if (decoded.Length > 1 || !Typography.IsInvisible(decoded[0]))
            atoms.AddEntity(at, at + length, decoded);
        at += length;
        return true;
    }

    private void ReadAtom(char c)
    {
        var start = at;
        at = WordReader.Read(text, at, end, c, out var word);
        atoms.Add(start, at, Typography.IsApostrophe(c) ? SingleQuote(start) : word);
    }

    // A single quote after a word ends a quotation if one is open, otherwise it is a possessive: "the users' data".
    private string SingleQuote(int start)
    {
        var followsText = start > 0 && !char.IsWhiteSpace(text[start - 1]) && text[start - 1] is not ('(' or '[' or '*' or '_');
        if (!followsText)
            openQuotes++;
        else if (openQuotes == 0)
            return "'";
        else
            openQuotes--;
        return "\"";
    }
}
