using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Tells what differs between two sides besides their words.</summary>
internal static class FormChanges
{
    public static FormChange Find(IReadOnlyList<Clause> old, IReadOnlyList<Clause> @new, bool wordsDiffer)
    {
        if (old.Count == 0 || @new.Count == 0)
            return FormChange.None;

        var form = FormChange.None;
        if (old.Count != @new.Count)
            form |= FormChange.Division;
        if (!old.SelectMany(clause => clause.LinkTargets).SequenceEqual(@new.SelectMany(clause => clause.LinkTargets), StringComparer.Ordinal))
            form |= FormChange.Link;
        if (old[0].Number != @new[0].Number)
            form |= FormChange.Number;
        if (wordsDiffer && old[0].IsDateLine && @new[0].IsDateLine)
            form |= FormChange.Date;
        if (old[0].Kind != @new[0].Kind || (form == FormChange.None && !wordsDiffer && !HaveSameSource(old, @new)))
            form |= FormChange.Layout;
        return form;
    }

    private static bool HaveSameSource(IReadOnlyList<Clause> old, IReadOnlyList<Clause> @new) =>
        old.Count == 1 && old[0].SourceSpan.SequenceEqual(@new[0].SourceSpan);
}
