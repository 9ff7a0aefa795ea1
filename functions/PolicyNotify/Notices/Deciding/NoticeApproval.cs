namespace PolicyNotify.Notices.Deciding;

/// <summary>Who approved an edition of the mail. It holds for that edition only.</summary>
/// <param name="Revision">Which edition.</param>
/// <param name="Content">The SHA-256 that stands for everything in it.</param>
/// <param name="By">Who.</param>
/// <param name="Why">Why.</param>
/// <param name="Actor">Through whose key.</param>
/// <param name="At">When, in UTC.</param>
public sealed record NoticeApproval(int Revision, string Content, string By, string Why, string Actor, DateTimeOffset At);
