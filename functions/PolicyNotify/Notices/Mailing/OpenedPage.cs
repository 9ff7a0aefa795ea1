using PolicyNotify.Notices.Content;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>What a page gets.</summary>
/// <param name="Content">The mail.</param>
/// <param name="Revision">Which edition it is.</param>
/// <param name="LeftOut">Those of the page who are not mailed after all, and why, which is recorded.</param>
internal sealed record OpenedPage(NoticeContent Content, int Revision, IReadOnlyDictionary<RecipientId, string> LeftOut);
