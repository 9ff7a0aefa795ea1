namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>A term found in a sentence.</summary>
/// <param name="Entry">The entry's place in <see cref="Lexicon.Entries"/>.</param>
/// <param name="Term">The term's place in the entry.</param>
/// <param name="Length">How many words it has; zero when nothing was found.</param>
internal readonly record struct TermMatch(int Entry, int Term, int Length);
