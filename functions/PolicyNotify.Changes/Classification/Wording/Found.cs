namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>A term found in a sentence.</summary>
/// <param name="Entry">The entry's place in the lexicon.</param>
/// <param name="Term">The term's place in the entry.</param>
/// <param name="Start">The first word.</param>
/// <param name="End">The last word, exclusive.</param>
internal readonly record struct Found(int Entry, int Term, int Start, int End);
