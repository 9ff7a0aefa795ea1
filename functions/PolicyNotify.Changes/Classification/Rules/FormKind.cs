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
}
