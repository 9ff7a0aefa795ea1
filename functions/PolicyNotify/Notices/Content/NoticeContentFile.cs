namespace PolicyNotify.Notices.Content;

/// <summary>One stored part of a mail.</summary>
/// <param name="Name">The end of the blob's name (its hash stands before it) and, for an attachment, the file's name in the mail.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Sha256">The hash of its bytes, in lower-case hexadecimal.</param>
/// <param name="IsAttachment">Whether it travels as a file.</param>
internal sealed record NoticeContentFile(string Name, string ContentType, string Sha256, bool IsAttachment);
