namespace PolicyNotify.Cli.Judgement;

/// <summary>One line of a file of pairs.</summary>
/// <param name="Id">The pair's name.</param>
/// <param name="Old">The earlier text.</param>
/// <param name="New">The later text.</param>
/// <param name="Significance">What a person says it is; only needed to evaluate.</param>
/// <param name="Agreement">How sure the people were: <c>firm</c> when not given.</param>
/// <param name="Categories">What the change is about.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Reason">Why the people said so.</param>
internal sealed record PolicyPair(
    string? Id,
    string? Old,
    string? New,
    string? Significance = null,
    string? Agreement = null,
    IReadOnlyList<string>? Categories = null,
    string? Source = null,
    string? Reason = null);
