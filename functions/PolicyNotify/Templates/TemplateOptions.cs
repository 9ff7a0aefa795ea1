namespace PolicyNotify.Templates;

/// <summary>Where templates come from. Section <c>Templates</c>.</summary>
internal sealed class TemplateOptions
{
    public const string Section = "Templates";

    /// <summary>A folder whose files replace the built-in ones of the same path; none by default. A relative one is taken from the content root.</summary>
    public string? Folder { get; set; }
}
