namespace PolicyNotify.Mail;

/// <summary>An address with an optional display name.</summary>
internal sealed record MailAddress(string Address, string? Name = null)
{
    /// <summary>Redacted, because this ends up in logs sooner or later.</summary>
    public override string ToString() => "(address)";
}
