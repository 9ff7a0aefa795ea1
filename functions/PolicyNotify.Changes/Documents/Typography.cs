using System.Globalization;

namespace PolicyNotify.Changes.Documents;

/// <summary>Brings characters that differ only in typography into one plain shape.</summary>
internal static class Typography
{
    /// <summary>Characters without width: they never divide or change words.</summary>
    public static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF';

    public static bool IsQuote(char c) =>
        c is '\'' or '"' or '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u201C' or '\u201D' or '\u201E' or '\u201F'
            or '\u02BC' or '\u00AB' or '\u00BB' or '\u2039' or '\u203A' or '\u2032' or '\u2033' or '`' or '\u00B4';

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u00B4';

    public static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011';

    public static bool IsDash(char c) =>
        c is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212' or '\uFE58' or '\uFE63' or '\uFF0D';

    public static bool IsWord(char c) =>
        char.IsLetterOrDigit(c) || c is '_' || char.IsSurrogate(c)
        || (c > '\u007F' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Scripts written without spaces between words: each character stands for itself.</summary>
    public static bool IsUnspaced(char c) =>
        c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF')
            or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
}
