using System.Globalization;

namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>
/// Reads one line of a language's file: words; <c>stem*</c>; <c>word?</c> for one that may be missing; <c>(a|b c)</c> for alternatives, also with
/// <c>?</c>; <c>_</c> for up to three words whatever they are, <c>_5</c> for up to five.
/// </summary>
internal sealed class PhraseParser
{
    private readonly string source;
    private int at;

    private PhraseParser(string source) => this.source = source;

    /// <exception cref="FormatException">The line does not follow the rules; the message says where.</exception>
    public static Phrase Parse(string line)
    {
        var parser = new PhraseParser(line);
        var items = parser.Sequence();
        if (parser.at < line.Length)
            throw parser.Wrong("')' without '('");
        if (items is [.., GapItem])
            throw parser.Wrong("a phrase does not end with a gap");
        var (starts, mayBeEmpty) = Compile(items, [], mayEnd: true);
        return mayBeEmpty || starts.Any(node => node.Gap > 0)
            ? throw parser.Wrong("a phrase begins with a word that must be there")
            : new Phrase(line, starts);
    }

    private abstract record Item(bool IsOptional);

    private sealed record WordItem(string Text, bool IsStem, bool IsOptional) : Item(IsOptional);

    private sealed record GapItem(int Length) : Item(IsOptional: false);

    private sealed record ChoiceItem(List<List<Item>> Alternatives, bool IsOptional) : Item(IsOptional);

    private List<Item> Sequence()
    {
        var items = new List<Item>();
        while (at < source.Length && source[at] is not (')' or '|'))
        {
            if (source[at] is '(')
                items.Add(Choice());
            else if (char.IsWhiteSpace(source[at]) || source[at] is '\'' or '’' or '-')
                at++;
            else if (source[at] is '_')
                items.Add(Gap());
            else
                AddWord(items);
        }

        return items;
    }

    private ChoiceItem Choice()
    {
        var alternatives = new List<List<Item>>();
        do
        {
            at++;
            alternatives.Add(Sequence());
        }
        while (at < source.Length && source[at] == '|');

        if (at >= source.Length || source[at] != ')')
            throw Wrong("'(' without ')'");
        at++;
        return alternatives.Any(alternative => alternative.Count == 0)
            ? throw Wrong("an empty alternative; write (…)? for one that may be missing")
            : new ChoiceItem(alternatives, Take('?'));
    }

    private GapItem Gap()
    {
        at++;
        var digits = at;
        while (at < source.Length && char.IsAsciiDigit(source[at]))
            at++;
        return new GapItem(digits == at ? 3 : int.Parse(source.AsSpan(digits, at - digits), CultureInfo.InvariantCulture));
    }

    private void AddWord(List<Item> items)
    {
        var begin = at;
        while (at < source.Length && (char.IsLetterOrDigit(source[at]) || char.GetUnicodeCategory(source[at]) is UnicodeCategory.NonSpacingMark))
            at++;
        if (begin == at)
            throw Wrong($"'{source[at]}' has no meaning here");
        var word = Sentences.WordsOf(source[begin..at])[0].Text;
        items.Add(new WordItem(word, Take('*'), Take('?')));
    }

    private bool Take(char letter)
    {
        var found = at < source.Length && source[at] == letter;
        if (found)
            at++;
        return found;
    }

    private FormatException Wrong(string what) => new($"'{source}', column {at + 1}: {what}.");

    // From the last item to the first: what each step leads to is known before the step is made.
    private static (List<PhraseNode> Starts, bool MayBeEmpty) Compile(List<Item> items, List<PhraseNode> next, bool mayEnd)
    {
        for (var index = items.Count - 1; index >= 0; index--)
        {
            var item = items[index];
            var (starts, empty) = item switch
            {
                WordItem word => ([new PhraseNode { Text = word.Text, IsStem = word.IsStem, Next = next, MayEnd = mayEnd }], false),
                GapItem gap => ([new PhraseNode { Gap = gap.Length, Next = next }], false),
                ChoiceItem choice => Alternatives(choice, next, mayEnd),
                _ => throw new NotSupportedException(item.GetType().Name),
            };
            var canSkip = item.IsOptional || empty;
            mayEnd = canSkip && mayEnd;
            next = canSkip ? [.. starts, .. next] : starts;
        }

        return (next, items.All(item => item.IsOptional));
    }

    private static (List<PhraseNode> Starts, bool MayBeEmpty) Alternatives(ChoiceItem choice, List<PhraseNode> next, bool mayEnd)
    {
        var compiled = choice.Alternatives.Select(alternative => Compile(alternative, next, mayEnd)).ToList();
        return ([.. compiled.SelectMany(one => one.Starts)], compiled.Any(one => one.MayBeEmpty));
    }
}
