namespace PolicyNotify.Recipients;

/// <summary>A person who may have to be told.</summary>
/// <param name="Id">Derived from the address.</param>
/// <param name="Address">The primary e-mail address as given.</param>
/// <param name="Name">How to greet the person; null when unknown.</param>
/// <param name="AccountId">The product's own identifier of the account; null when unknown.</param>
/// <param name="Verification">The proof that the address is the person's; null while unverified.</param>
/// <param name="AddedAt">When this system first heard of the address, in UTC.</param>
public sealed record Recipient(
    RecipientId Id,
    string Address,
    string? Name,
    string? AccountId,
    AddressVerification? Verification,
    DateTimeOffset AddedAt)
{
    /// <summary>Whether the address may be mailed.</summary>
    public bool IsVerified => Verification is not null;

    /// <summary>The id alone, because this ends up in logs sooner or later.</summary>
    public override string ToString() => $"recipient {Id}";
}
