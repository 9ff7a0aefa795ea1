namespace PolicyNotify.Mail;

/// <summary>A file that travels with a message. The bytes are shared by every copy of a notice.</summary>
internal sealed record MailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
