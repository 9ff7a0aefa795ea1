namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>What a word weighs in its sentence.</summary>
internal enum WordClass : byte
{
    /// <summary>No list knows it.</summary>
    Unknown,

    /// <summary>It says nothing by itself: function words, dates, addresses of pages.</summary>
    Neutral,

    /// <summary>It stands in a part of the sentence that only points, dates, greets or tells how to reach somebody.</summary>
    Form,

    /// <summary>It shows that the sentence speaks of data, people or dealings.</summary>
    Topic,

    /// <summary>An ordinary word that weighs something only in a sentence about data, people or dealings.</summary>
    Plain,

    /// <summary>It belongs to a term of substance.</summary>
    Substance,

    /// <summary>A small word with large effect.</summary>
    Operator,

    /// <summary>It belongs to a number with its unit.</summary>
    Quantity,

    /// <summary>A capitalised word no list knows, or a website.</summary>
    Name,
}
