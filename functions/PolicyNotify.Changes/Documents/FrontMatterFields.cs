namespace PolicyNotify.Changes.Documents;

/// <summary>The fields as they were given, before defaults.</summary>
internal sealed class FrontMatterFields
{
    public string? Title { get; set; }

    public DateOnly? Effective { get; set; }

    public string? TimeZone { get; set; }

    public string? Summary { get; set; }

    public string? Language { get; set; }

    public SignificanceOverride? Override { get; set; }
}
