namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>What the letters of a word show beyond the word itself.</summary>
[Flags]
internal enum WordMarks : byte
{
    None = 0,

    /// <summary>It has a capital letter.</summary>
    Capital = 1,

    /// <summary>It opens its sentence.</summary>
    First = 2,

    /// <summary>It is a number.</summary>
    Number = 4,

    /// <summary>It is a web or e-mail address.</summary>
    Address = 8,

    /// <summary>It is a bare domain name, which policies use as the name of a website.</summary>
    Domain = 16,

    /// <summary>An amount of money or a share: the sign stands beside the number.</summary>
    Measured = 32,

    /// <summary>A comma, bracket, colon or dash stands before it.</summary>
    AfterBreak = 64,

    /// <summary>It belongs to a calendar date.</summary>
    Date = 128,
}
