namespace PolicyNotify.Recipients;

/// <summary>What storing one recipient came to.</summary>
internal sealed record RecipientChange(Recipient? Before, Recipient After)
{
    public bool IsNew => Before is null;

    public bool IsUnchanged => Before == After;
}
