namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>One language's reviewed phrases as read from its file: <c>[section]</c> headings, one phrase a line, <c>#</c> for notes.</summary>
internal sealed record LanguageFile(string Language, IReadOnlyList<(PhraseRole Role, Phrase Phrase)> Phrases, LineMarks Lines, IReadOnlyList<string> Spellings, IReadOnlyDictionary<string, string> Slips)
{
    /// <exception cref="FormatException">A line is wrong; the message names the file and the line.</exception>
    public static LanguageFile Parse(string language, string content)
    {
        var phrases = new List<(PhraseRole, Phrase)>();
        var attributions = new List<LinePattern>();
        var originals = new HashSet<string>(StringComparer.Ordinal);
        var forwards = new HashSet<string>(StringComparer.Ordinal);
        var spellings = new List<string>();
        var slips = new Dictionary<string, string>(StringComparer.Ordinal);
        var labels = new HashSet<string>(StringComparer.Ordinal);
        var section = string.Empty;
        var number = 0;
        foreach (var raw in content.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[' && line[^1] == ']')
            {
                section = line[1..^1];
                continue;
            }

            try
            {
                Take(section, line);
            }
            catch (FormatException exception)
            {
                throw new FormatException($"{language}.txt, line {number}: {exception.Message}", exception);
            }
        }

        return new LanguageFile(language, phrases, new LineMarks(attributions, originals, forwards, labels), spellings, slips);

        void Take(string name, string line)
        {
            switch (name)
            {
                case "attribution":
                    attributions.Add(new LinePattern(line));
                    break;
                case "original-message":
                    originals.Add(LinePattern.Fold(line));
                    break;
                case "forwarded-message":
                    forwards.Add(LinePattern.Fold(line));
                    break;
                case "header-label":
                    labels.Add(LinePattern.Fold(line));
                    break;
                case "spelling":
                    spellings.AddRange(Sentences.WordsOf(line).Select(word => word.Text));
                    break;
                case "slips":
                    TakeSlips(line);
                    break;
                default:
                    phrases.Add((RoleOf(name), PhraseParser.Parse(line)));
                    break;
            }
        }

        // "cancel: cancle cansel"
        void TakeSlips(string line)
        {
            if (line.Split(':') is not [var meant, var written] || Sentences.WordsOf(meant) is not [var word])
                throw new FormatException("a line of slips is a word, a colon, and the ways in which it is miswritten.");
            foreach (var slip in Sentences.WordsOf(written))
                slips[slip.Text] = word.Text;
        }
    }

    private static PhraseRole RoleOf(string section) =>
        Enum.TryParse<PhraseRole>(section.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var role)
            ? role
            : throw new FormatException($"there is no section '{section}'.");
}
