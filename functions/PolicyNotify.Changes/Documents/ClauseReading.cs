namespace PolicyNotify.Changes.Documents;

/// <summary>A clause taken apart into words, with what is form set aside.</summary>
internal sealed record ClauseReading(
    Atom[] Atoms,
    string Meaning,
    IReadOnlyList<string> LinkTargets,
    string? Number,
    bool IsDateLine);
