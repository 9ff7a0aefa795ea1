namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>A sentence: as written, and as the words that phrases are looked for in.</summary>
internal sealed record Sentence(string Text, IReadOnlyList<Word> Words, bool IsQuestion);
