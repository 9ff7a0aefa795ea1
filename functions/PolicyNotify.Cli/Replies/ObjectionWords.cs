using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Cli.Replies;

/// <summary>Objections as people read them.</summary>
internal static class ObjectionWords
{
    public static void Write(Answer answer, IReadOnlyList<ObjectionView> objections) =>
        answer.Table(["notice", "recipient", "received", "in time", "state", "acknowledgement", "words relied on"], [.. objections.Select(Row)]);

    private static IReadOnlyList<string> Row(ObjectionView objection) =>
    [
        objection.Notice.ToString(),
        objection.Recipient.ToString(),
        Words.Of(objection.ReceivedAt),
        objection.InTime ? "yes" : "LATE",
        State(objection),
        Words.Of(objection.Acknowledgement.State),
        string.Join(' ', objection.Words),
    ];

    private static string State(ObjectionView objection) => objection.Changes is [.., { Kind: ObjectionChangeKind.Withdrawn } step]
        ? $"withdrawn {Words.Of(step.At)}{(step.Because is WithdrawalGround.Mistake ? " (recorded by mistake)" : "")}"
        : Words.Of(objection.State);
}
