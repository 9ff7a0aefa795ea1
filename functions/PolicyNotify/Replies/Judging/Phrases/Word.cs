namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>One word of a sentence as phrases see it: lower case, without accents; a lone comma stands for every mark that parts clauses.</summary>
internal readonly record struct Word(string Text, bool IsQuoted)
{
    public const string Comma = ",";

    public bool IsComma => ReferenceEquals(Text, Comma);
}
