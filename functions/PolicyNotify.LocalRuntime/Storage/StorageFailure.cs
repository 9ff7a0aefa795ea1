using Azure;

namespace PolicyNotify.LocalRuntime.Storage;

/// <summary>Tells what storage clients throw when storage refuses or cannot be reached from faults of our own.</summary>
internal static class StorageFailure
{
    // The clients report their own time-outs as cancellations, and the failures of several tries together.
    public static bool Is(Exception exception) =>
        exception is RequestFailedException or AggregateException or IOException or OperationCanceledException;
}
