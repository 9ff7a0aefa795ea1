using PolicyNotify.Changes.Redlines;
using PolicyNotify.Tests.Documents;

namespace PolicyNotify.Tests.Redlines;

internal static class Redlines
{
    public static Redline Of(string old, string @new) => Redline.Create(Policies.Compare(old, @new));
}
