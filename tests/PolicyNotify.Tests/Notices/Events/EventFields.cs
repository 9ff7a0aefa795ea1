namespace PolicyNotify.Tests.Notices.Events;

internal static class EventFields
{
    /// <summary>The same event with another value in one field.</summary>
    public static Dictionary<string, object?> With(this Dictionary<string, object?> one, string field, object? value) => new(one, StringComparer.Ordinal) { [field] = value };
}
