namespace PolicyNotify.Notices;

/// <summary>Where replies to notices go and how they are recognised. Section <c>Replies</c>.</summary>
internal sealed class ReplyAddressOptions
{
    public const string Section = "Replies";

    /// <summary>The fewest characters of a key: 32.</summary>
    public const int ShortestKey = 32;

    /// <summary>The mailbox that receives replies, such as <c>policy-replies@example.com</c>; it must take <c>mailbox+anything@</c>. Required.</summary>
    public string? Address { get; set; }

    /// <summary>The secrets that sign reply addresses. The first signs; all are accepted, so that a key can be replaced while answers to old mails still arrive.</summary>
    public IList<string> TokenKeys { get; } = [];
}
