namespace PolicyNotify.Changes.Documents;

/// <summary>Legal's judgement in place of the classifier's. Raising to significant is always allowed; lowering needs both a reason and an approver.</summary>
/// <param name="Significance">What legal says the change is.</param>
/// <param name="Reason">Why; required to lower.</param>
/// <param name="ApprovedBy">Who approved it; required to lower.</param>
public sealed record SignificanceOverride(Significance Significance, string? Reason, string? ApprovedBy);
