namespace PolicyNotify.Changes.Comparison;

/// <summary>A front matter field that differs. It is never substance by itself.</summary>
/// <param name="Field">The field as written in the file, such as <c>title</c>.</param>
/// <param name="Old">The earlier value; null when it was not given.</param>
/// <param name="New">The later value; null when it is not given.</param>
public sealed record FieldChange(string Field, string? Old, string? New);
