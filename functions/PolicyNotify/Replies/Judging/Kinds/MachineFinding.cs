namespace PolicyNotify.Replies.Judging.Kinds;

/// <summary>The ground for taking a mail for a machine's.</summary>
/// <param name="Kind">Automatic, bounce or complaint.</param>
/// <param name="Reason">What decided.</param>
/// <param name="Certainty">How much it takes to doubt it.</param>
/// <param name="Wordings">How many of its wordings, subject included, are those of a robot.</param>
internal sealed record MachineFinding(ReplyKind Kind, string Reason, MachineCertainty Certainty, int Wordings = 0);
