namespace PolicyNotify.Site;

/// <summary>A reason as readers are told it.</summary>
/// <param name="Section">The heading under which the change stands; null when it has none.</param>
/// <param name="Message">One plain sentence.</param>
internal sealed record ToldReason(string? Section, string Message)
{
    /// <summary>Both in one line.</summary>
    public override string ToString() => Section is null ? Message : $"{Section}: {Message}";
}
