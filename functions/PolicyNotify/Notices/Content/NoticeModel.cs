namespace PolicyNotify.Notices.Content;

/// <summary>The values that the templates <c>mail/notice.*</c> and <c>mail/reminder.*</c> may use.</summary>
internal sealed record NoticeModel(
    string Company,
    string Title,
    string Language,
    string Version,
    string PreviousVersion,
    string GreetingMark,
    IReadOnlyList<string> Summary,
    IReadOnlyList<NoticeChange> Changes,
    int FurtherChanges,
    string EffectiveOn,
    string ObjectBy,
    string TimeZone,
    int NoticeDays,
    string ReplyAddress,
    string VersionLink,
    string RedlineLink,
    string CurrentLink,
    string HistoryLink);
