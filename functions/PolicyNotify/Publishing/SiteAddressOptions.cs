namespace PolicyNotify.Publishing;

/// <summary>Where the public finds the site. Section <c>Site</c>.</summary>
public sealed class SiteAddressOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Site";

    /// <summary>The site's absolute address, such as <c>https://policies.example.com/</c>.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>The company's name as it signs its policies and mails.</summary>
    public string? CompanyName { get; set; }
}
