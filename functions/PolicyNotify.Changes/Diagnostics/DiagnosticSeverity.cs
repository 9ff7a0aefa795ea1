namespace PolicyNotify.Changes.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing is refused.</summary>
    Note,

    /// <summary>Probably not what the author meant; nothing is refused.</summary>
    Warning,

    /// <summary>The text is refused.</summary>
    Error,
}
