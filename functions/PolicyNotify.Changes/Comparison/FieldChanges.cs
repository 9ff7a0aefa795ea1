using System.Globalization;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Compares two front matters field by field.</summary>
internal static class FieldChanges
{
    public static IReadOnlyList<FieldChange> Find(FrontMatter old, FrontMatter @new)
    {
        IEnumerable<FieldChange> all =
        [
            new("title", old.Title, @new.Title),
            new("effective", Day(old), Day(@new)),
            new("timezone", old.TimeZone, @new.TimeZone),
            new("summary", old.Summary, @new.Summary),
            new("language", old.Language, @new.Language),
            new("significance", Word(old), Word(@new)),
            new("reason", old.Override?.Reason, @new.Override?.Reason),
            new("approved-by", old.Override?.ApprovedBy, @new.Override?.ApprovedBy),
        ];
        return [.. all.Where(field => field.Old != field.New)];
    }

    private static string? Day(FrontMatter head) => head.Effective?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Word(FrontMatter head) => head.Override?.Significance switch
    {
        Significance.Minor => "minor",
        Significance.Significant => "significant",
        _ => null,
    };
}
