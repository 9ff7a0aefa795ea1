namespace PolicyNotify.EvidencePackages;

/// <summary>One file of an evidence package.</summary>
/// <param name="Path">Its name in the package.</param>
/// <param name="Sha256">The hash of its bytes, in lower-case hexadecimal.</param>
public sealed record PackagedFile(string Path, string Sha256);
