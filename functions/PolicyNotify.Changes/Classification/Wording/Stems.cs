using System.Buffers;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>
/// Brings the forms of an English word to one stem: number, tense, British and American spelling. It only has to bring
/// together what belongs together; that a stem is no word does not matter.
/// </summary>
internal static class Stems
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["children"] = "child",
        ["note"] = "not_e",
        ["notes"] = "not_e",
        ["noted"] = "not_e",
        ["noting"] = "not_e",
        ["kept"] = "keep",
        ["sold"] = "sel",
        ["sent"] = "send",
        ["given"] = "giv",
        ["gave"] = "giv",
        ["made"] = "mak",
        ["told"] = "tell",
        ["tell"] = "tell",
        ["tells"] = "tell",
        ["telling"] = "tell",
        ["marketing"] = "marketing",
        ["profiling"] = "profiling",
        ["setting"] = "setting",
        ["settings"] = "setting",
        ["training"] = "training",
        ["hosting"] = "hosting",
        ["rating"] = "rating",
        ["ratings"] = "rating",
        ["dating"] = "dating",
        ["shipping"] = "shipping",
        ["meeting"] = "meeting",
        ["meetings"] = "meeting",
        ["became"] = "becom",
        ["store"] = "stor_e",
        ["storing"] = "stor_e",
        ["stored"] = "stor_e",
        ["held"] = "hold",
        ["chosen"] = "choos",
        ["chose"] = "choos",
        ["taken"] = "tak",
        ["took"] = "tak",
        ["written"] = "writ",
        ["found"] = "find",
        ["shown"] = "show",
        ["bought"] = "buy",
        ["paid"] = "pay",
        ["said"] = "say",
        ["led"] = "lead",
        ["seen"] = "see",
        ["left"] = "leav",
        ["people"] = "person",
        ["us"] = "us",
        ["others"] = "others",
        ["clicking"] = "clicking",
        ["ids"] = "id",
        ["ads"] = "ad",
        ["bases"] = "basi",
        ["basis"] = "basi",
        ["whilst"] = "whil",
        ["centre"] = "center",
        ["cheque"] = "check",
        ["programme"] = "program",
        ["policies"] = "policy",
        ["cookies"] = "cooky",
        ["cookie"] = "cooky",
        ["information"] = "information",
        ["this"] = "this",
        ["gps"] = "gps",
        ["business"] = "busines",
        ["ceased"] = "ceas",
        ["used"] = "us_e",
        ["use"] = "us_e",
        ["uses"] = "us_e",
        ["using"] = "us_e",
    };

    /// <summary>The stem of a word in lower case.</summary>
    public static string Of(string word)
    {
        if (word.Length <= 3 || Irregular.ContainsKey(word))
            return Irregular.GetValueOrDefault(word, word);

        var stem = American(Undouble(Ending(Singular(word))));
        return stem.Length > 3 && stem[^1] is 'e' ? stem[..^1] : stem;
    }

    private static string Singular(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
            return word[..^3] + "y";
        if (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal))
        {
            return word[..^2];
        }

        return word[^1] is 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }

    private static string Ending(string word)
    {
        var cut = word.EndsWith("ied", StringComparison.Ordinal) && word.Length > 4 ? -1
            : word.EndsWith("ing", StringComparison.Ordinal) ? 3
            : word.EndsWith("ed", StringComparison.Ordinal) ? 2
            : 0;
        if (cut < 0)
            return word[..^3] + "y";

        var rest = word.Length - cut;
        return cut > 0 && rest >= 3 && word.AsSpan(0, rest).ContainsAny(Vowels) ? word[..rest] : word;
    }

    private static string Undouble(string word) =>
        word.Length > 3 && word[^1] == word[^2] && word[^1] is not 'e' ? word[..^1] : word;

    private static string American(string word)
    {
        if (word.Length < 5)
            return word;
        if (word.EndsWith("isation", StringComparison.Ordinal))
            return word[..^7] + "ization";
        if (word.EndsWith("is", StringComparison.Ordinal) && word is not ("analysis" or "basis" or "diagnosis"))
            return word[..^1] + "z";
        if (word.EndsWith("ise", StringComparison.Ordinal) && word.Length > 6)
            return word[..^2] + "ze";
        if (word.EndsWith("ys", StringComparison.Ordinal) || word.EndsWith("yse", StringComparison.Ordinal))
            return word[..(word.LastIndexOf('y') + 1)] + "z";
        if (word.EndsWith("our", StringComparison.Ordinal) && word.Length > 5)
            return word[..^2] + "r";
        if (word.EndsWith("oural", StringComparison.Ordinal))
            return word[..^4] + "ral";
        return word.EndsWith("ence", StringComparison.Ordinal) && word is "licence" or "defence" ? word[..^2] + "se" : word;
    }
}
