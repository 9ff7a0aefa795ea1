using PolicyNotify.Mail.SendGrid;

namespace PolicyNotify.Replies.Receiving.InboundParse;

/// <summary>How SendGrid's Inbound Parse hands mails over. Section <c>Replies:InboundParse</c>.</summary>
internal sealed class InboundParseOptions
{
    public const string Section = $"{ReplyOptions.Section}:InboundParse";

    /// <summary>The fewest characters of <see cref="Secret"/>: 32.</summary>
    public const int ShortestSecret = 32;

    /// <summary>What the address that SendGrid calls has to carry, as its password or as <c>?key=</c>; without one nothing is taken in.</summary>
    public string? Secret { get; set; }

    /// <summary>The verification key of the webhook's security policy, where one is set there; then every request must be signed.</summary>
    public string? PublicKey { get; set; }

    /// <summary>How long after its signature a request is accepted; 73 hours by default, because SendGrid tries again for 72.</summary>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromHours(73);

    /// <summary>The largest request taken, in bytes; 64 MB by default, twice what SendGrid lets through.</summary>
    public long MaximumBytes { get; set; } = 64_000_000;

    /// <summary>What is wrong with the settings.</summary>
    public IEnumerable<string> Problems()
    {
        if (Secret is { } secret && (secret.Length < ShortestSecret || !secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '~')))
            yield return $"Set {Section}:{nameof(Secret)} to at least {ShortestSecret} random letters and digits: it travels in an address.";
        if (PublicKey is not null && Secret is null)
            yield return $"Set {Section}:{nameof(Secret)} as well as {Section}:{nameof(PublicKey)}: without it nothing is taken in.";
        if (PublicKey is { } key && !SendGridPublicKey.TryParse(key, out _, out var problem))
            yield return $"{Section}:{nameof(PublicKey)} {problem}.";
        if (ReplayWindow <= TimeSpan.Zero)
            yield return $"Set {Section}:{nameof(ReplayWindow)} to a positive duration, such as 3.01:00:00 for 73 hours.";
        if (MaximumBytes < 1_000_000)
            yield return $"Set {Section}:{nameof(MaximumBytes)} to a million or more.";
    }
}
