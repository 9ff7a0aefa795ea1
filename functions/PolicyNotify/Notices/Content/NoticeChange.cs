namespace PolicyNotify.Notices.Content;

/// <summary>One change as the mail tells it.</summary>
internal sealed record NoticeChange(string Message, string Section, string? Before, string? After);
