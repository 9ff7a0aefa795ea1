using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Cuts two sides into runs of equal and of differing words.</summary>
internal static class WordRuns
{
    public static IReadOnlyList<WordRun> Find(WordSide old, WordSide @new)
    {
        var identities = new Identities(StringComparer.Ordinal);
        var partners = SequenceMatcher.Match(Number(old.Atoms, identities), Number(@new.Atoms, identities));
        var runs = new List<WordRun>();
        var (atOld, atNew) = (0, 0);
        while (atOld < partners.Length || atNew < @new.Atoms.Length)
        {
            var (fromOld, fromNew) = (atOld, atNew);
            while (atOld < partners.Length && partners[atOld] == atNew && partners[atOld] >= 0)
                (atOld, atNew) = (atOld + 1, atNew + 1);
            if (atOld > fromOld)
                runs.Add(new(WordRunKind.Equal, fromOld, atOld - fromOld, fromNew, atNew - fromNew));

            (fromOld, fromNew) = (atOld, atNew);
            while (atOld < partners.Length && partners[atOld] < 0)
                atOld++;
            atNew = atOld < partners.Length ? partners[atOld] : @new.Atoms.Length;
            if (atOld > fromOld || atNew > fromNew)
                runs.Add(new(WordRunKind.Different, fromOld, atOld - fromOld, fromNew, atNew - fromNew));
        }

        return WordRunCleanup.Join(runs, old);
    }

    private static int[] Number(Atom[] atoms, Identities identities)
    {
        var numbers = new int[atoms.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = identities.Of(atoms[i].Text);
        return numbers;
    }
}
