namespace PolicyNotify.Mail.Legal;

/// <summary>Mails to legal that legal does not get.</summary>
/// <param name="Waiting">Those that are tried again.</param>
/// <param name="Lost">Those that are not: refused, or given up after a week.</param>
/// <param name="Because">The mail system's last words about one of them, without addresses.</param>
public sealed record LegalMailTrouble(int Waiting, int Lost, string? Because);
