namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>One file of a package is missing, damaged or not what belongs there; the others can still be checked.</summary>
internal sealed class DamagedFileException(string file, string problem) : Exception(problem)
{
    public string File => file;
}
