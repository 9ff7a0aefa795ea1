namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>What a phrase shows about the sentence it stands in: that it carries no rule.</summary>
internal enum FormKind
{
    None,
    Pointer,
    Contact,
    ContactWord,
    Announcement,
    Licence,
    Chrome,
    Banner,
    Courtesy,

    /// <summary>A feeling or a wish: with no rule in the sentence, nothing of it counts.</summary>
    Sentiment,

    /// <summary>What was done to the text, in a history of its versions.</summary>
    Edit,

    /// <summary>The sentence says again, in other words, what the one before it says.</summary>
    Explaining,

    /// <summary>That something is not the same in every case, without saying which.</summary>
    Variation,
}
