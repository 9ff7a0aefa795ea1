using System.Text.Json.Serialization;

namespace PolicyNotify.Notices.Content;

/// <summary>What belongs to one stored edition. Written last, so that an edition with a manifest is complete.</summary>
internal sealed record NoticeContentManifest(
    [property: JsonPropertyName("notice")] MailingId Mailing, int Revision, string Subject, string GreetingMark, string Language, IReadOnlyList<NoticeContentFile> Files);
