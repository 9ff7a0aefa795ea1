namespace PolicyNotify.Publishing;

/// <summary>The periods the company promises. Section <c>Publishing</c>.</summary>
public sealed class PublishingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Publishing";

    /// <summary>Full days between a person's notice and the effective date; 30 by default, never less than 1.</summary>
    public int NoticeDays { get; set; } = 30;

    /// <summary>Days in which a person may object, after their notice and after the effective date, whichever ends later; 30 by default.</summary>
    public int ObjectionDays { get; set; } = 30;

    /// <summary>Whole days set aside for mailing everyone before the notice period starts to count; 1 by default.</summary>
    public int MailingDays { get; set; } = 1;

    /// <summary>
    /// Minutes between publishing a significant version and its first mail, in which legal can still step in; 60 by default, 0 to start at once.
    /// </summary>
    public int CoolingOffMinutes { get; set; } = 60;

    /// <summary>
    /// A folder with the company's own lexicon files (<c>*.yaml</c>), added to the built-in ones; relative to the content root. None by default.
    /// Read once, at start.
    /// </summary>
    public string? RulesFolder { get; set; }

    /// <summary>The largest text accepted, in bytes; 2 MB by default.</summary>
    public int MaximumTextBytes { get; set; } = 2_000_000;
}
