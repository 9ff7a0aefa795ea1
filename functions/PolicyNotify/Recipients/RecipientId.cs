namespace PolicyNotify.Recipients;

/// <summary>
/// Names one recipient without telling the address: the first 96 bits of an HMAC-SHA-256 of the canonical address, in lower-case hexadecimal.
/// The first two digits, taken modulo the number of partitions, spread recipients evenly over storage.
/// </summary>
public sealed record RecipientId
{
    /// <summary>How many partitions recipients and their deliveries are spread over.</summary>
    public const int PartitionCount = 64;

    private RecipientId(string value) => Value = value;

    /// <summary>24 hexadecimal digits.</summary>
    public string Value { get; }

    /// <summary>The partition this recipient lives in, <c>00</c> to <c>3f</c>.</summary>
    public string Partition => PartitionName(Convert.FromHexString(Value.AsSpan(0, 2))[0] % PartitionCount);

    /// <summary>Every partition, in order.</summary>
    public static IEnumerable<string> Partitions => Enumerable.Range(0, PartitionCount).Select(PartitionName);

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="FormatException">The text is not 24 lower-case hexadecimal digits.</exception>
    public static RecipientId Parse(string text) => text.Length == 24 && text.All(char.IsAsciiHexDigitLower)
        ? new RecipientId(text)
        : throw new FormatException("A recipient id is 24 lower-case hexadecimal digits.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string PartitionName(int number) => Convert.ToHexStringLower([(byte)number]);
}
