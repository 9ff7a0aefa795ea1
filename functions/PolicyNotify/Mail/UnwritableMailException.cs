namespace PolicyNotify.Mail;

/// <summary>A part of a message cannot stand in any mail, so that no attempt can ever succeed. The message says which, without quoting it.</summary>
internal sealed class UnwritableMailException(string message) : Exception(message);
