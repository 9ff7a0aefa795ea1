namespace PolicyNotify.Replies.Receiving;

/// <summary>The clock that dates files: the machine's, whatever clock the service goes by.</summary>
internal sealed record FileClock(TimeProvider Time);
