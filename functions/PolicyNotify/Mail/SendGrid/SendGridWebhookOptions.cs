namespace PolicyNotify.Mail.SendGrid;

/// <summary>What a webhook of SendGrid is checked against.</summary>
internal sealed class SendGridWebhookOptions
{
    /// <summary>The verification key that SendGrid shows for the webhook; none by default, and without one nothing is taken in.</summary>
    public string? PublicKey { get; set; }

    /// <summary>
    /// How long after its signature a request is accepted; 25 hours by default, because SendGrid tries again for 24 hours and does not
    /// promise to sign anew. A request that comes twice within it changes nothing.
    /// </summary>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromHours(25);

    /// <summary>The largest request taken in, in bytes; 5 MB by default, several times what SendGrid sends at once.</summary>
    public int MaximumBytes { get; set; } = 5_000_000;

    /// <summary>What is wrong with the settings of the section.</summary>
    public IEnumerable<string> Problems(string section)
    {
        if (PublicKey is { } key && !SendGridPublicKey.TryParse(key, out _, out var problem))
        {
            yield return $"{section}:{nameof(PublicKey)} {problem}.";
        }

        if (ReplayWindow <= TimeSpan.Zero)
        {
            yield return $"Set {section}:{nameof(ReplayWindow)} to a positive duration, such as 1.01:00:00 for 25 hours.";
        }

        if (MaximumBytes <= 0)
        {
            yield return $"Set {section}:{nameof(MaximumBytes)} to a number of bytes above 0.";
        }
    }
}
