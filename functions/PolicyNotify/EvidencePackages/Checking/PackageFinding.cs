namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>One thing that does not hold in an evidence package.</summary>
/// <param name="File">The file concerned; the package's own name when it is the package as a whole.</param>
/// <param name="Problem">What does not hold, in one sentence.</param>
public sealed record PackageFinding(string File, string Problem);
