namespace PolicyNotify.Replies.Judging.Kinds;

/// <summary>The ground for taking a mail for a machine's.</summary>
/// <param name="Kind">Automatic, bounce or complaint.</param>
/// <param name="Reason">What decided.</param>
/// <param name="Certainty">How much it takes to doubt it.</param>
internal sealed record MachineFinding(ReplyKind Kind, string Reason, MachineCertainty Certainty);
