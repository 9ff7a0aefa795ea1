using System.Text.RegularExpressions;

namespace PolicyNotify.Changes.Documents;

/// <summary>Recognises lines that only date the text itself; they are form, as the effective date lives in the front matter.</summary>
internal static partial class DateLine
{
    private const int MaxLength = 120;

    public static bool IsDateLine(string meaning) => meaning.Length is > 3 and <= MaxLength && Pattern().IsMatch(meaning);

    // "Last updated: 1 May 2026", "Effective date - May 1, 2026", "Version of 2026-05-01.", "This policy was last revised on May 1st, 2026"
    [GeneratedRegex(
        """
        ^\W*
        (?:(?:this|the|our)\s(?:[\w"'-]+\s){0,4}?(?:was|is|has\sbeen|became|becomes)\s)?
        (?:date\sof\s)?
        (?:last|effective|updated|revised|modified|version|published|posted|revision|date|as\sof|in\seffect|dated)
        (?:[\s:,-]|last|updated|update|modified|revised|revision|amended|changed|reviewed|effective|published|posted|date|version|as|of|on|from|since|and|the|was|is|in|effect)*
        [\s:"(-]*
        (?:
          (?:\d{1,2}(?:st|nd|rd|th)?\.?\s(?:of\s)?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s?(?:\d{1,2}(?:st|nd|rd|th)?)?,?\s?(?:\d{4})?
          |\d{4}[-/.]\d{1,2}[-/.]\d{1,2}
          |\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}
          |\d{4}
        )
        (?:\s\d{1,2}:\d{2}(?::\d{2})?)?\W*$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();
}
