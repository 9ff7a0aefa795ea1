using PolicyNotify.Replies.Judging;

namespace PolicyNotify.Tests.Replies;

/// <summary>Short texts of people, many more than whole mails can be built for.</summary>
public sealed class SayingsTests
{
    private static readonly IReadOnlyList<(string Judgement, string Text)> Lines =
        [.. File.ReadLines(Path.Combine(JudgedMails.Folder, "..", "Sayings", "sayings.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|', 3)).Select(cells => (cells[0], cells[2].Replace("\\n", "\n", StringComparison.Ordinal)))];

    public static TheoryData<string> Objections => [.. Lines.Where(line => line.Judgement == "objection").Select(line => line.Text)];

    public static TheoryData<string> Others => [.. Lines.Where(line => line.Judgement == "not").Select(line => line.Text)];

    [Theory]
    [MemberData(nameof(Objections))]
    public void Whoever_clearly_objects_is_recorded(string text)
    {
        var judgement = JudgedMails.OfText(text);

        Assert.True(judgement.Kind is ReplyKind.Objection, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Whoever_did_not_clearly_object_is_not(string text)
    {
        var judgement = JudgedMails.OfText(text);

        Assert.True(judgement.Kind is not ReplyKind.Objection and not ReplyKind.Bounce, $"{judgement.Kind}: {judgement.Reason}");
    }
}
