namespace PolicyNotify.Recipients;

/// <summary>What one line of an import says about a person.</summary>
internal sealed record RecipientEntry(
    RecordLines Lines, RecipientId Id, string Address, string? Name, string? AccountId, DateTimeOffset? VerifiedAt, string? VerificationMethod)
{
    /// <summary>The line alone: an address must not reach a log.</summary>
    public override string ToString() => $"line {Lines.First}";
}
