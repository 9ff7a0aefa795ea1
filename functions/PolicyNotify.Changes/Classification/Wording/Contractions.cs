namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>Takes contractions and possessives apart, in lower case on return.</summary>
internal static class Contractions
{
    /// <summary>The words of one written form: <c>don't</c> is <c>do</c> and <c>not</c>, <c>person's</c> is <c>person</c>.</summary>
    public static (string First, string? Second) Split(string written)
    {
        // "US" is a country, "us" is we; "IT" and "it" never matter to a policy.
        if (written is "US" or "U.S" or "U.S.A" or "USA")
            return ("usa", null);

        var word = written.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
        switch (word)
        {
            case "1st":
                return ("first", null);
            case "3rd":
                return ("third", null);
            case "can't" or "cannot":
                return ("can", "not");
            case "won't":
                return ("will", "not");
            case "e-mail" or "e-mails" or "emails" or "e-mailing":
                return ("email", null);
            case "let's":
                return ("let", null);
        }

        var quote = word.LastIndexOf('\'');
        if (quote < 0)
            return (word, null);
        if (word.EndsWith("n't", StringComparison.Ordinal) && word.Length > 3)
            return (word[..^3], "not");

        var first = word[..quote].Replace("'", "", StringComparison.Ordinal);
        return word[(quote + 1)..] switch
        {
            "ll" => (first, "will"),
            "ve" => (first, "have"),
            "re" => (first, "are"),
            "m" => (first, "am"),
            "s" or "" => (first, null),
            "d" => (first, "would"),
            _ => (word.Replace("'", "", StringComparison.Ordinal), null),
        };
    }
}
