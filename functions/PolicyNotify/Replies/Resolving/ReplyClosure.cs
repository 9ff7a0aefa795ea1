namespace PolicyNotify.Replies.Resolving;

/// <summary>That a request was answered, or that nothing had to be done.</summary>
/// <param name="By">The name of who says so, as given.</param>
/// <param name="Why">What was done, or why nothing had to be, as given.</param>
/// <param name="At">When that was recorded, in UTC.</param>
/// <param name="Actor">The holder of the API key with which it was recorded.</param>
public sealed record ReplyClosure(string By, string Why, DateTimeOffset At, string Actor);
