namespace PolicyNotify.Mail.Legal;

/// <summary>What is known of one mail to legal.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it was last attempted, in UTC.</param>
/// <param name="FirstAt">When it was first attempted, in UTC.</param>
/// <param name="Attempts">How often it was attempted.</param>
/// <param name="NextAt">When it may be attempted again; while it is on its way, when whoever sends it has gone for sure. Null when it will not be.</param>
/// <param name="Detail">The mail system's last words, without addresses.</param>
internal sealed record LegalMailEntry(
    string Key, LegalMailState State, DateTimeOffset At, DateTimeOffset FirstAt, int Attempts, DateTimeOffset? NextAt, string? Detail);
