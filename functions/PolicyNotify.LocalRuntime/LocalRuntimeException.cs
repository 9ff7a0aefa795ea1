namespace PolicyNotify.LocalRuntime;

/// <summary>The local runtime cannot start or go on; the message says why and what to do, and is all that the user sees.</summary>
public sealed class LocalRuntimeException : Exception
{
    /// <summary>Reports a failure whose message stands for itself.</summary>
    public LocalRuntimeException(string message)
        : base(message)
    {
    }

    /// <summary>Reports a failure with what caused it.</summary>
    public LocalRuntimeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
