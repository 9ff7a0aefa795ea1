using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;

namespace PolicyNotify.Replies;

/// <summary>Which objections are asked for.</summary>
/// <param name="Notice">Those to one version; null for all.</param>
/// <param name="Document">Those to the versions of one document; null for all.</param>
public sealed record ObjectionFilter(NoticeId? Notice, DocumentId? Document);
