using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace PolicyNotify.Replies.Records;

/// <summary>Spreads a text over as many columns as it needs: a table's column holds 32,767 characters.</summary>
internal static class JsonColumns
{
    private const int ColumnLength = 32_000;

    public static void Write(TableEntity row, string name, string text)
    {
        for (var (index, at) = (0, 0); at < text.Length; index++, at += ColumnLength)
            row[ColumnOf(name, index)] = text.Substring(at, Math.Min(ColumnLength, text.Length - at));
    }

    public static string? Read(TableEntity row, string name)
    {
        if (row.GetString(ColumnOf(name, 0)) is not { } first)
            return null;
        var text = new StringBuilder(first);
        for (var index = 1; row.TryGetValue(ColumnOf(name, index), out var next) && next is string part; index++)
            text.Append(part);
        return text.ToString();
    }

    private static string ColumnOf(string name, int index) => index == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{index}");
}
