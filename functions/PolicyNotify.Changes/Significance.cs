namespace PolicyNotify.Changes;

/// <summary>Whether a change has to be announced to every person in advance, or only shown.</summary>
public enum Significance
{
    /// <summary>Nobody's position changes: announced on the site, never mailed.</summary>
    Minor,

    /// <summary>Somebody's position changes: every verified address is told at least the notice period before it takes effect.</summary>
    Significant,
}
