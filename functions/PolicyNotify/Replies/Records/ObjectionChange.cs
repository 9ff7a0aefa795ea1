namespace PolicyNotify.Replies.Records;

/// <summary>One step in the life of an objection. Steps are added and never changed.</summary>
/// <param name="Number">Its place, counted from 1.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When it was recorded here, in UTC.</param>
/// <param name="Actor">Who or what recorded it.</param>
/// <param name="Reply">The mail it follows from; null when legal did it without one.</param>
/// <param name="Because">For a withdrawal, why.</param>
/// <param name="By">The name of who decided; null where the rules did.</param>
/// <param name="Why">The reason as given; null where the rules decided.</param>
public sealed record ObjectionChange(
    int Number, ObjectionChangeKind Kind, DateTimeOffset At, string Actor, ReplyId? Reply, WithdrawalGround? Because, string? By, string? Why);
