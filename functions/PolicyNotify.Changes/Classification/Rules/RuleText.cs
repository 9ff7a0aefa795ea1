namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>One rule as the rules file words it.</summary>
/// <param name="Id">Its name in reasons.</param>
/// <param name="Category">What its reasons are about; null when the sentence decides.</param>
/// <param name="Added">The sentence for words that are new; <c>{terms}</c> and <c>{old}</c>, <c>{new}</c> are filled in.</param>
/// <param name="Removed">The sentence for words that are gone.</param>
/// <param name="Changed">The sentence for words that took the place of others.</param>
/// <param name="WhenAdded">Which way the person is moved by an addition.</param>
/// <param name="WhenRemoved">Which way the person is moved by a removal.</param>
/// <param name="ToSettle">What would settle a doubt.</param>
internal sealed record RuleText(
    string Id,
    ReasonCategory? Category,
    string Added,
    string Removed,
    string Changed,
    Direction WhenAdded,
    Direction WhenRemoved,
    string ToSettle);
