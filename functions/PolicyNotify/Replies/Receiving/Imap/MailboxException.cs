namespace PolicyNotify.Replies.Receiving.Imap;

/// <summary>A mailbox cannot be read now. The message names the setting to look at and holds neither secrets nor addresses. Whoever runs the service has to see it; the next run tries again.</summary>
internal sealed class MailboxException(string message, Exception? inner = null) : Exception(message, inner);
