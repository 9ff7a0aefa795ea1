using System.Text.RegularExpressions;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Tests.Classification;

/// <summary>A right or a recipient never goes unnoticed.</summary>
public sealed partial class DeletedSentenceTests
{
    private static readonly string Policy = SamplePolicy.Text;

    public static TheoryData<string> Sentences =>
    [
        .. Judged.Read("privacy.md", Policy).Clauses
            .Where(clause => clause.Kind is ClauseKind.Paragraph or ClauseKind.ListItem)
            .SelectMany(clause => clause.Sentences)
            .Select(sentence => sentence.Text)
            .Where(text => RightOrRecipient().IsMatch(text) && text.Contains(' ') && Policy.Split(text).Length == 2)
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Deleting_a_sentence_with_a_right_or_a_recipient_is_significant(string sentence)
    {
        var judgement = Judged.Change(Policy, Policy.Replace(sentence, "", StringComparison.Ordinal));

        Assert.True(judgement.Significance is Significance.Significant, judgement.Told());
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Adding_one_is_significant_too(string sentence)
    {
        var judgement = Judged.Change(Policy.Replace(sentence, "", StringComparison.Ordinal), Policy);

        Assert.True(judgement.Significance is Significance.Significant, judgement.Told());
    }

    [GeneratedRegex(@"\b(right to|you may ask|object|complain|share|disclose|provider|processors?|authorit|courts?\b|hand over)", RegexOptions.IgnoreCase)]
    private static partial Regex RightOrRecipient();
}
