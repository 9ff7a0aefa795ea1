using System.Text.Json.Serialization;
using PolicyNotify.Changes;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>One line of the banner that products embed.</summary>
/// <param name="Version">The version's number.</param>
/// <param name="Significance">How much it changes; the first version of a document is minor.</param>
/// <param name="State">Where it stands; <c>held</c> is told as <c>scheduled</c> without a day.</param>
/// <param name="EffectiveOn">The day it takes or took effect; null while that is open.</param>
/// <param name="TimeZone">The time zone of that day.</param>
/// <param name="Text">All of it in one sentence.</param>
/// <param name="Summary">Legal's own words; null when there are none.</param>
/// <param name="Address">The version's page.</param>
/// <param name="ChangesAddress">The comparison with the version before; null for the first.</param>
internal sealed record BannerNews(
    string Version,
    Significance Significance,
    VersionState State,
    DateOnly? EffectiveOn,
    string TimeZone,
    string Text,
    string? Summary,
    string Address,
    string? ChangesAddress)
{
    [JsonIgnore]
    public string Tone => Significance is Significance.Significant ? "significant" : "minor";
}
