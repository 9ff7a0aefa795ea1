namespace PolicyNotify.Notices.Mailing;

/// <summary>What batches are about.</summary>
/// <param name="Queue">The queue that their messages wait on, and the actor of what they record.</param>
/// <param name="Action">The audit action under which the copies of a batch are recorded.</param>
internal sealed record BatchKind(string Queue, string Action);
