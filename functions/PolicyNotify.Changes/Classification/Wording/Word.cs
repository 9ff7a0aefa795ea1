namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>One word of a sentence.</summary>
/// <param name="Id">Its stem's number in the <see cref="WordTable"/>.</param>
/// <param name="Start">Where it starts in the sentence, in characters.</param>
/// <param name="Length">How long it is, in characters.</param>
/// <param name="Marks">What its letters show.</param>
internal readonly record struct Word(int Id, int Start, int Length, WordMarks Marks)
{
    public bool Has(WordMarks marks) => (Marks & marks) != 0;
}
