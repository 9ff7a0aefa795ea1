using PolicyNotify.Changes.Comparison;
using PolicyNotify.Tests.Documents;

namespace PolicyNotify.Tests.Comparison;

public sealed class AlignmentTests
{
    private const string Names = "We collect your name and your postal address when you order a parcel.";
    private const string Sharing = "We share your delivery details with the courier who carries your parcel.";
    private const string Deletion = "You can ask us at any time to delete the profile picture that you uploaded.";
    private const string Cookies = "Our shop sets one cookie that remembers what lies in your basket.";

    [Fact]
    public void A_text_compared_with_itself_has_no_changes() =>
        Assert.Empty(Policies.Compare($"# A\n\n{Names}\n\n- x\n- x\n", $"# A\n\n{Names}\n\n- x\n- x\n").Changes);

    [Fact]
    public void One_changed_number_is_one_replaced_word_with_its_sentences()
    {
        var change = Assert.Single(Policies.Compare(
            $"# Keeping\n\n{Names}\n\nWe keep it. We delete logs after 30 days. Then it is gone.\n",
            $"# Keeping\n\n{Names}\n\nWe keep it. We delete logs after 14 days. Then it is gone.\n").Changes);

        Assert.Equal((ClauseChangeKind.Reworded, "Keeping", false), (change.Kind, change.Section?.Path, change.IsFormOnly));
        Assert.Equal(
            new WordChange(WordChangeKind.Replaced, "30", "14", 33, 33, "We delete logs after 30 days.", "We delete logs after 14 days."),
            Assert.Single(change.Words));
    }

    [Fact]
    public void Inserted_and_deleted_words_stand_where_they_belong()
    {
        var words = Assert.Single(Policies.Compare(
            "We may share your name with partners who help us.",
            "We may share your name with advertisers and partners.").Changes).Words;

        Assert.Equal(
            [(WordChangeKind.Inserted, "", "advertisers and"), (WordChangeKind.Deleted, "who help us", "")],
            words.Select(word => (word.Kind, word.OldText, word.NewText)));
    }

    [Fact]
    public void A_new_paragraph_is_added_and_a_missing_one_removed()
    {
        var changes = Policies.Compare($"# A\n\n{Names}\n\n{Sharing}\n", $"# A\n\n{Names}\n\n{Cookies}\n").Changes;

        Assert.Equal(
            [(ClauseChangeKind.Removed, Sharing, ""), (ClauseChangeKind.Added, "", Cookies)],
            changes.Select(change => (change.Kind, change.OldText, change.NewText)));
    }

    [Fact]
    public void A_section_that_moved_unchanged_is_moved()
    {
        var changes = Policies.Compare(
            $"# A\n\n{Names}\n\n# B\n\n{Sharing}\n\n{Deletion}\n\n# C\n\n{Cookies}\n",
            $"# B\n\n{Sharing}\n\n{Deletion}\n\n# A\n\n{Names}\n\n# C\n\n{Cookies}\n").Changes;

        Assert.Equal([ClauseChangeKind.Moved], changes.Select(change => change.Kind).Distinct());
        Assert.Equal(["A", Names], changes.Select(change => change.NewText));
    }

    [Fact]
    public void A_paragraph_that_moved_to_another_section_knows_both()
    {
        var change = Assert.Single(Policies.Compare(
            $"# A\n\n{Names}\n\n{Deletion}\n\n# B\n\n{Cookies}\n",
            $"# A\n\n{Names}\n\n# B\n\n{Cookies}\n\n{Deletion}\n").Changes);

        Assert.Equal((ClauseChangeKind.Moved, true, "A", "B"), (change.Kind, change.IsMoved, change.Old[0].Section?.Path, change.Section?.Path));
    }

    [Fact]
    public void A_paragraph_that_moved_and_was_edited_is_reworded_and_moved()
    {
        var change = Assert.Single(Policies.Compare(
            $"# A\n\n{Names}\n\n{Deletion}\n\n# B\n\n{Cookies}\n\n{Sharing}\n",
            $"# A\n\n{Names}\n\n# B\n\n{Cookies}\n\n{Sharing}\n\n{Deletion.Replace("picture", "photograph", StringComparison.Ordinal)}\n").Changes);

        Assert.Equal((ClauseChangeKind.Reworded, true), (change.Kind, change.IsMoved));
        Assert.Equal("photograph", Assert.Single(change.Words).NewText);
    }

    [Fact]
    public void A_renamed_heading_leaves_its_paragraphs_unchanged()
    {
        var change = Assert.Single(Policies.Compare($"# Who sees it\n\n{Sharing}\n", $"# Recipients of data\n\n{Sharing}\n").Changes);

        Assert.Equal((ClauseChangeKind.Reworded, "Who sees it", "Recipients of data"), (change.Kind, change.OldText, change.NewText));
    }

    [Fact]
    public void A_reordered_list_is_moved_and_nothing_else()
    {
        var changes = Policies.Compare("- your name\n- your address\n- your age\n", "- your age\n- your name\n- your address\n").Changes;

        Assert.Equal((ClauseChangeKind.Moved, "your age"), changes.Select(change => (change.Kind, change.NewText)).Single());
    }

    [Fact]
    public void A_paragraph_that_became_a_list_says_the_same()
    {
        var change = Assert.Single(Policies.Compare(
            "We collect your full name, your postal address and your telephone number.",
            "We collect\n\n- your full name,\n- your postal address\n- and your telephone number.\n").Changes);

        Assert.Equal((ClauseChangeKind.Unchanged, 1, 4), (change.Kind, change.Old.Count, change.New.Count));
        Assert.True(change.IsFormOnly);
        Assert.True(change.Form.HasFlag(FormChange.Division));
    }

    [Fact]
    public void The_comma_and_the_and_between_items_are_part_of_the_layout_of_a_list()
    {
        var change = Assert.Single(Policies.Compare(
            "We collect your full name, your postal address and your telephone number.",
            "We collect:\n\n* your full name;\n* your postal address;\n* your telephone number.\n").Changes);

        Assert.True(change.IsFormOnly);
    }

    [Fact]
    public void A_paragraph_split_in_two_says_the_same()
    {
        var change = Assert.Single(Policies.Compare($"{Names} {Sharing}\n\n{Cookies}", $"{Names}\n\n{Sharing}\n\n{Cookies}").Changes);

        Assert.Equal((ClauseChangeKind.Unchanged, FormChange.Division), (change.Kind, change.Form));
    }

    [Fact]
    public void Two_paragraphs_merged_with_one_new_word_are_reworded_by_that_word()
    {
        var change = Assert.Single(Policies.Compare($"{Names}\n\n{Sharing}\n", $"{Names} {Sharing.Replace("details", "contact details", StringComparison.Ordinal)}\n").Changes);

        Assert.Equal((ClauseChangeKind.Reworded, 2, 1), (change.Kind, change.Old.Count, change.New.Count));
        Assert.Equal((WordChangeKind.Inserted, "contact"), change.Words.Select(word => (word.Kind, word.NewText)).Single());
    }

    [Fact]
    public void A_sentence_split_off_and_another_one_added_tells_the_two_apart()
    {
        var changes = Policies.Compare($"{Names} {Sharing}\n", $"{Names}\n\n{Cookies}\n\n{Sharing}\n").Changes;

        Assert.Contains(changes, change => change.Kind is ClauseChangeKind.Added && change.NewText == Cookies);
        Assert.DoesNotContain(changes, change => change.Words.Any(word => word.OldText.Contains("courier", StringComparison.Ordinal)) && !changes.Any(other => other.NewText.Contains("courier", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Last updated: 1 May 2026", "Last updated: 2 June 2026", FormChange.Date)]
    [InlineData("see [here](https://a.example)", "see [here](https://b.example)", FormChange.Link)]
    [InlineData("2.1.1 We keep it.", "2.1.2 We keep it.", FormChange.Number)]
    [InlineData("# We keep it", "### We keep it", FormChange.Layout)]
    [InlineData("We keep it", "- We keep it", FormChange.Layout)]
    [InlineData("We **keep** it", "We keep \"it\"", FormChange.None)]
    [InlineData("We keep the users' 'data'", "We keep the users’ “data”", FormChange.Layout)]
    [InlineData("| a | b |\n|---|---|\n| c | d |", "|a|b|\n|:--|--:|\n|c|d|", FormChange.Layout)]
    public void What_differs_besides_the_words_is_named(string old, string @new, FormChange form)
    {
        var changes = Policies.Compare($"{Names}\n\n{old}\n", $"{Names}\n\n{@new}\n").Changes;

        Assert.Equal(form is FormChange.None ? [false] : [true], changes.Select(change => change.IsFormOnly).Distinct());
        Assert.All(changes, change => Assert.Equal(form, change.Form));
    }

    [Fact]
    public void Comments_and_templating_tags_are_form_when_they_come_and_go() =>
        Assert.All(
            Policies.Compare($"{Names}\n\n<!-- old note -->\n", $"<!-- new -->\n\n{Names}\n\n{{% include x %}}\n").Changes,
            change => Assert.True(change.IsFormOnly));

    [Fact]
    public void Front_matter_is_compared_field_by_field()
    {
        var comparison = Policies.Compare("---\ntitle: A\neffective: 2026-01-01\n---\nText", "---\ntitle: B\n---\nText");

        Assert.Empty(comparison.Changes);
        Assert.Equal([new FieldChange("title", "A", "B"), new FieldChange("effective", "2026-01-01", null)], comparison.Fields);
    }

    [Fact]
    public void A_removed_paragraph_stands_between_its_old_neighbours() =>
        Assert.Equal(
            [ClauseChangeKind.Unchanged, ClauseChangeKind.Removed, ClauseChangeKind.Unchanged],
            Policies.Compare($"{Names}\n\n{Cookies}\n\n{Sharing}\n", $"{Names}\n\n{Sharing}\n").Alignment.Select(change => change.Kind));
}
