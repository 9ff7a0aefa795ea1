namespace PolicyNotify.Recipients;

/// <summary>Proof that an address belongs to the person.</summary>
/// <param name="VerifiedAt">When it was verified, in UTC.</param>
/// <param name="Method">How, such as <c>double-opt-in</c>.</param>
/// <param name="RecordedAt">When this system learned of it, in UTC; decides who had to be told by a given moment.</param>
public sealed record AddressVerification(DateTimeOffset VerifiedAt, string Method, DateTimeOffset RecordedAt);
