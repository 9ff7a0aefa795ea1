namespace PolicyNotify.Notices.Planning;

/// <summary>How far a notice has come; what else there is to say of it follows from its dates and reasons.</summary>
internal enum NoticeStage
{
    Planned,
    Mailing,
    Completed,
    Cancelled,
}
