namespace PolicyNotify.Changes.Redlines;

/// <summary>Keeps characters that steer a terminal or hide text out of what is shown.</summary>
internal static class Visible
{
    public static string Text(string text)
    {
        if (!text.Any(IsHidden))
            return text;

        return string.Create(text.Length, text, static (shown, source) =>
        {
            for (var i = 0; i < shown.Length; i++)
                shown[i] = IsHidden(source[i]) ? '\uFFFD' : source[i];
        });
    }

    // Control characters, and the marks that turn the reading direction around.
    private static bool IsHidden(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
