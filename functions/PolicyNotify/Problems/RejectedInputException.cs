using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Problems;

/// <summary>The caller's input cannot be used; the diagnostics say what to mend. Nothing was changed. HTTP answers 422 (or 413 for size).</summary>
public sealed class RejectedInputException : Exception
{
    /// <summary>Refuses an input.</summary>
    public RejectedInputException(string message, IReadOnlyList<Diagnostic> diagnostics)
        : base(message) => Diagnostics = diagnostics;

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Whether the input was refused for its size alone.</summary>
    public bool IsTooLarge { get; init; }
}
