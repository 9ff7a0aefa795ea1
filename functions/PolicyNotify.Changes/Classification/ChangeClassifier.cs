using PolicyNotify.Changes.Classification.Judging;
using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Changes.Classification;

/// <summary>Tells minor changes from significant ones and says why. When in doubt: significant. Safe for use from several threads.</summary>
public sealed class ChangeClassifier
{
    private static readonly Lazy<ChangeClassifier> BuiltIn = new(() => new(LexiconSource.BuiltIn()));

    private readonly Lexicon lexicon;
    private readonly Phrases phrases;

    private ChangeClassifier(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        phrases = new(lexicon);
    }

    /// <summary>The classifier with the rules that ship with the product.</summary>
    public static ChangeClassifier Default => BuiltIn.Value;

    /// <summary>Adds a company's own lexicon files to those that ship with the product.</summary>
    /// <param name="files">The files, each with the name to put into diagnostics and its text.</param>
    public static ChangeClassifierResult WithRules(IReadOnlyList<(string File, string Text)> files)
    {
        var lexicon = LexiconSource.Load(files, out var diagnostics);
        return new(lexicon is null ? null : new(lexicon), diagnostics);
    }

    /// <summary>Judges a comparison.</summary>
    public ChangeClassification Classify(PolicyComparison comparison) => new ComparisonJudge(lexicon, phrases, comparison).Judge();
}
