using System.Text.RegularExpressions;
using CsCheck;
using PolicyNotify.Changes;

namespace PolicyNotify.Tests.Classification;

/// <summary>Whatever is done to the form of a text, nobody is mailed about it.</summary>
public sealed partial class FormOnlyTests
{
    private static readonly string Policy = SamplePolicy.Text;

    private static readonly Func<string, string>[] Mutations =
    [
        text => AnyListMarker().Replace(text, "$1* "),
        text => AnyListMarker().Replace(text, "$1+ "),
        text => text.Replace('\'', '’').Replace("\"", "“", StringComparison.Ordinal),
        text => AnyHeading().Replace(text, "#$0"),
        text => text.Replace("\n\n", "\n\n\n", StringComparison.Ordinal),
        text => AnyLinkTarget().Replace(text, "](https://example.com/elsewhere?utm_source=x)"),
        text => AnyWrap().Replace(text, "\n"),
        text => text.Replace("**", "__", StringComparison.Ordinal),
        text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        text => text + "\n<!-- reviewed by legal -->\n",
    ];

    [Fact]
    public void Any_mix_of_form_only_mutations_is_minor_without_a_substantive_reason() =>
        Gen.Int[0, Mutations.Length - 1].Array[1, 4].Sample(
            chosen =>
            {
                var mutated = chosen.Distinct().Aggregate(Policy, (text, index) => Mutations[index](text));
                var judgement = Judged.Change(Policy, mutated);
                Assert.True(judgement.Significance is Significance.Minor, $"{string.Join(",", chosen)}: {judgement.Told()}");
            },
            iter: 40);

    [Fact]
    public void A_text_compared_with_itself_gives_no_reason() => Assert.Empty(Judged.Change(Policy, Policy).Reasons);

    [GeneratedRegex(@"^(\s*)[-*+] ", RegexOptions.Multiline)]
    private static partial Regex AnyListMarker();

    [GeneratedRegex("^##", RegexOptions.Multiline)]
    private static partial Regex AnyHeading();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex AnyLinkTarget();

    // After the first comma of a line outside tables and front matter, where a line break changes nothing.
    [GeneratedRegex(@"(?<=^[A-Z][^|\n]{20,200},) ", RegexOptions.Multiline)]
    private static partial Regex AnyWrap();
}
